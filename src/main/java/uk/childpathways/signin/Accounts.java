package uk.childpathways.signin;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an account must do before it may be used. */
@Component
public class Accounts {

    private final JdbcTemplate database;

    Accounts(JdbcTemplate database) {
        this.database = database;
    }

    /** @param bySomebodyElse the person must choose their own before anything else */
    @Transactional
    public void passwordSet(String userId, boolean bySomebodyElse) {
        database.update("""
                insert into pathways.account (user_id, change_password, password_set_at) values (?, ?, clock_timestamp())
                on conflict (user_id) do update
                set change_password = excluded.change_password, password_set_at = excluded.password_set_at
                """, userId, bySomebodyElse);
    }

    @Transactional
    public void gone(String userId) {
        database.update("delete from pathways.account where user_id = ?", userId);
    }

    /** Whether the password is one that somebody else chose. */
    public boolean mustChangePassword(String userId) {
        return !database.queryForList(
                        "select 1 from pathways.account where user_id = ? and change_password", Integer.class, userId)
                .isEmpty();
    }
}

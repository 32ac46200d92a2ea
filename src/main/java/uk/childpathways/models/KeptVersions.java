package uk.childpathways.models;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
import uk.childpathways.storage.NewRow;

/** The record of versions: who deployed each, when, why, and what changed with it. Only ever added to. */
@Component
@Transactional
public class KeptVersions {

    /** What is kept of one version. */
    record Kept(
            ModelKind kind, String key, int number, String deploymentId, String by, Instant at, List<String> changes) {}

    /** Why something was deployed, as somebody said. */
    record Reason(String reason, String by, Instant at) {}

    private final JdbcClient db;
    private final Clock clock;

    KeptVersions(JdbcClient db, Clock pathwaysClock) {
        this.db = db;
        this.clock = pathwaysClock;
    }

    void keep(ModelKind kind, String key, int number, String deploymentId, String by, List<String> changes) {
        NewRow.in("pathways.model_version")
                .with("kind", kind.name())
                .with("key", key)
                .with("number", number)
                .with("deployment_id", deploymentId)
                .with("by_user", by == null ? Directory.APPLICATION : by)
                .with("at", clock.instant())
                .with("changes", changes.toArray(String[]::new))
                .add(db);
    }

    void because(String deploymentId, String reason, String by) {
        NewRow.in("pathways.deployment_reason")
                .with("deployment_id", deploymentId)
                .with("reason", reason)
                .with("by_user", by)
                .with("at", clock.instant())
                .add(db);
    }

    /** By the deployment with which each came. */
    @Transactional(readOnly = true)
    Map<String, Kept> of(ModelKind kind, String key) {
        Map<String, Kept> kept = new LinkedHashMap<>();
        db.sql("select * from pathways.model_version where kind = ? and key = ? order by number desc")
                .params(kind.name(), key)
                .query((row, i) -> kept(row))
                .list()
                .forEach(version -> kept.put(version.deploymentId(), version));
        return kept;
    }

    /** The newest of each that is kept, by {@code FLOW s47-enquiry}. */
    @Transactional(readOnly = true)
    Map<String, Kept> newest() {
        Map<String, Kept> newest = new LinkedHashMap<>();
        db.sql("select distinct on (kind, key) * from pathways.model_version order by kind, key, at desc")
                .query((row, i) -> kept(row))
                .list()
                .forEach(version -> newest.put(version.kind() + " " + version.key(), version));
        return newest;
    }

    /** What people deployed, the newest first. */
    @Transactional(readOnly = true)
    List<Kept> latest(int deployments) {
        return db.sql("""
                        select * from pathways.model_version where deployment_id in (
                            select deployment_id from pathways.model_version where by_user <> 'application'
                            group by deployment_id order by max(at) desc limit ?)
                        order by at desc, kind, key
                        """).params(deployments).query((row, i) -> kept(row)).list();
    }

    @Transactional(readOnly = true)
    List<Kept> in(String deploymentId) {
        return db.sql("select * from pathways.model_version where deployment_id = ? order by kind, key")
                .params(deploymentId)
                .query((row, i) -> kept(row))
                .list();
    }

    /** Whose reason is missing: ids of the deployments of this person, the newest first. */
    @Transactional(readOnly = true)
    public List<String> unexplained(String person) {
        return db.sql("""
                        select v.deployment_id from pathways.model_version v where v.by_user = ?
                        and not exists (select 1 from pathways.deployment_reason r where r.deployment_id = v.deployment_id)
                        group by v.deployment_id order by max(v.at) desc
                        """).params(person).query(String.class).list();
    }

    /** What was said of each deployment, the first reason first. */
    @Transactional(readOnly = true)
    Map<String, List<Reason>> reasons(Collection<String> deployments) {
        Map<String, List<Reason>> reasons = new LinkedHashMap<>();
        if (!deployments.isEmpty()) {
            db.sql("select * from pathways.deployment_reason where deployment_id in (:ids) order by id")
                    .param("ids", deployments)
                    .query(row -> {
                        reasons.computeIfAbsent(row.getString("deployment_id"), id -> new java.util.ArrayList<>())
                                .add(new Reason(
                                        row.getString("reason"),
                                        row.getString("by_user"),
                                        row.getTimestamp("at").toInstant()));
                    });
        }
        return reasons;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                ModelKind.valueOf(row.getString("kind")),
                row.getString("key"),
                row.getInt("number"),
                row.getString("deployment_id"),
                row.getString("by_user"),
                row.getTimestamp("at").toInstant(),
                Arrays.asList((String[]) row.getArray("changes").getArray()));
    }
}

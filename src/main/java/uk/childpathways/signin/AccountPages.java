package uk.childpathways.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.calendar.Days;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PasswordRules;

/** One's own account: the password, and where else one is logged in. Nobody sees anybody else's here. */
@Controller
@RequestMapping("/account")
class AccountPages {

    /** @param own the session that asks */
    record Line(String device, String since, String lastUsed, boolean own) {}

    private final OwnPassword passwords;
    private final PasswordRules rules;
    private final Sessions sessions;
    private final Directory directory;
    private final SignInNews news;

    AccountPages(OwnPassword passwords, PasswordRules rules, Sessions sessions, Directory directory, SignInNews news) {
        this.passwords = passwords;
        this.rules = rules;
        this.sessions = sessions;
        this.directory = directory;
        this.news = news;
    }

    @GetMapping
    String account(Authentication login, HttpServletRequest request, Model model) {
        who(login, model);
        String own = request.getSession().getId();
        model.addAttribute(
                "sessions",
                sessions.of(login.getName()).stream()
                        .map(open -> new Line(
                                open.device() == null ? "A browser" : open.device(),
                                Days.TABLE.moment(open.since()),
                                Days.TABLE.moment(open.lastUsed()),
                                open.id().equals(own)))
                        .toList());
        model.addAttribute("hasPassword", login instanceof UsernamePasswordAuthenticationToken);
        return "sign-in/account";
    }

    @PostMapping("/end-others")
    String endOthers(Authentication login, HttpServletRequest request) {
        sessions.endOthers(login.getName(), request.getSession().getId());
        news.endedOtherSessions(login.getName());
        return "redirect:/account?ended";
    }

    @GetMapping("/password")
    String password(Authentication login, Model model) {
        who(login, model);
        return "sign-in/password";
    }

    @PostMapping("/password")
    String change(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String chosen,
            @RequestParam(defaultValue = "") String again,
            Authentication login,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String userId = login.getName();
        Optional<String> problem = rules.problemOfOwn(chosen, userId, directory.nameOf(userId));
        if (problem.isEmpty() && chosen.equals(present)) {
            problem = Optional.of("The new password is the present one. Choose another.");
        }
        if (problem.isEmpty() && !chosen.equals(again)) {
            problem = Optional.of("The two new passwords are not the same. Type the new one twice.");
        }
        boolean presentIsRight = problem.isPresent() || passwords.is(userId, present);
        if (!presentIsRight) {
            problem = Optional.of("The present password is not right, or there were several wrong ones just now: check"
                    + " it, wait a moment and try again.");
        }
        if (problem.isPresent()) {
            who(login, model);
            model.addAttribute("problem", problem.get());
            model.addAttribute("problemField", presentIsRight ? "chosen" : "present");
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return "sign-in/password";
        }
        passwords.set(userId, chosen);
        goOn(login, request);
        return "redirect:/account?changed";
    }

    /** This session goes on under a new number, free of the duty to choose a password; all others have ended. */
    private void goOn(Authentication login, HttpServletRequest request) {
        var authorities = login.getAuthorities().stream()
                .filter(authority -> !authority.getAuthority().equals(SessionRules.CHANGE_PASSWORD_FIRST))
                .toList();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(login.getName(), null, authorities));
        SecurityContextHolder.setContext(context);
        request.changeSessionId();
        request.getSession().setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
    }

    private void who(Authentication login, Model model) {
        model.addAttribute("readerName", directory.nameOf(login.getName()));
        model.addAttribute("userId", login.getName());
        model.addAttribute(
                "first",
                login.getAuthorities().stream()
                        .anyMatch(authority -> authority.getAuthority().equals(SessionRules.CHANGE_PASSWORD_FIRST)));
        model.addAttribute("shortest", PasswordRules.SHORTEST);
    }
}

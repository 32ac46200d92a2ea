package uk.childpathways.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import uk.childpathways.calendar.Days;

/** The page on which people log in, and the ways there and on from there. */
@Controller
class LoginPages {

    private final CouncilProvider provider;

    LoginPages(CouncilProvider provider) {
        this.provider = provider;
    }

    @GetMapping("/login")
    String login(HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("providerLogin", provider.configured());
        model.addAttribute("localLogin", provider.somePasswords());
        HttpSession session = request.getSession(false);
        if (request.getParameter("pause") != null
                && session != null
                && session.getAttribute(RefusedSignIn.PAUSED_UNTIL) instanceof Long moment) {
            Instant until = Instant.ofEpochMilli(moment);
            if (until.toEpochMilli() > System.currentTimeMillis()) {
                model.addAttribute("pause", inWords(RefusedSignIn.secondsUntil(until)));
                model.addAttribute("pauseUntil", Days.time(until));
            } else {
                model.addAttribute("pauseOver", true);
            }
        }
        return "sign-in/login";
    }

    @GetMapping("/")
    String start() {
        return "redirect:/camunda/app/tasklist/default/";
    }

    /** Where a second tab ends after log-in: the first, which stood open all the time, goes on by itself. */
    @GetMapping("/signed-in")
    String signedIn(Authentication login, Model model) {
        model.addAttribute("userId", login.getName());
        return "sign-in/signed-in";
    }

    /** Only asks: a log-out is sent with a token. The engine's pages lead here too. */
    @GetMapping("/logout")
    String logOut() {
        return "sign-in/log-out";
    }

    private static String inWords(long seconds) {
        long minutes = (seconds + 30) / 60;
        return seconds < 90
                ? seconds + (seconds == 1 ? " second" : " seconds")
                : minutes + (minutes == 1 ? " minute" : " minutes");
    }
}

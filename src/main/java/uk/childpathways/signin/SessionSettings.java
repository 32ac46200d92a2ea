package uk.childpathways.signin;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.filter.OrderedFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.filter.RequestContextFilter;

/** How sessions are stored, and the cookie that opens one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FrontDoor.Settings.class)
class SessionSettings {

    /**
     * Twenty requests at once with a fresh session all write its first attributes: with plain inserts all but one failed. This
     * stores an attribute whether or not another request was quicker.
     */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsOfOneMoment() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** Over TLS the cookie's name holds the browser to it: secure, for this host and all of it. */
    @Bean
    CookieSerializer sessionCookie(FrontDoor.Settings web) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(web.requireTls() ? "__Host-SESSION" : "SESSION");
        if (web.requireTls()) {
            cookie.setUseSecureCookie(true);
        }
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    /**
     * Whoever checks a password knows the request it came with: Jersey's auto-configuration would let this filter run only
     * after the security filters.
     */
    @Bean
    FilterRegistrationBean<RequestContextFilter> requestIsKnownToThoseWhoCheckPasswords() {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setOrder(OrderedFilter.REQUEST_WRAPPER_FILTER_MAX_ORDER - 105);
        return registration;
    }
}

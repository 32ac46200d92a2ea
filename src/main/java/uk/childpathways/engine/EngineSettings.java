package uk.childpathways.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import uk.childpathways.calendar.England;
import uk.childpathways.engine.access.NothingIsTakenAway;
import uk.childpathways.engine.access.OwnGroups;
import uk.childpathways.engine.access.PersonsCommands;
import uk.childpathways.engine.access.RightsByTaskOnly;
import uk.childpathways.engine.access.UnclaimOwnTask;
import uk.childpathways.engine.access.UsersOfTheEngine;
import uk.childpathways.engine.deployment.DeploymentGate;
import uk.childpathways.engine.deployment.DeploymentTrail;

/** Settings of the engine that the application's properties do not offer. */
@Configuration(proxyBeanMethods = false)
class EngineSettings {

    static {
        // The engine reads dates without a zone in the zone of the JVM; the days of practice are England's.
        TimeZone.setDefault(TimeZone.getTimeZone(England.ZONE));
    }

    /** The one clock of the application: the engine's, so that deadlines, pages and timers move together. */
    @Bean
    Clock pathwaysClock() {
        return new EngineClock(England.ZONE);
    }

    @Bean
    AbstractCamundaConfiguration pathwaysEngineConfiguration(
            DeploymentGate gate,
            DeploymentTrail trail,
            UsersOfTheEngine users,
            @Value("${pathways.login.hash-strength:10}") int hashStrength,
            @Value("${pathways.history.clean-up-from:}") String cleanUpFrom,
            @Value("${pathways.history.clean-up-until:}") String cleanUpUntil) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setPasswordEncryptor(new BCrypt(hashStrength));
                configuration.setCustomPreDeployers(List.of(gate));
                // Beside those that others have put in: the rights of starters are given by one.
                List<Deployer> afterwards = configuration.getCustomPostDeployers() == null
                        ? new ArrayList<>()
                        : new ArrayList<>(configuration.getCustomPostDeployers());
                afterwards.add(trail);
                configuration.setCustomPostDeployers(afterwards);
                // Our own users: a pause in place of the engine's lock, which anybody could spring for anybody.
                users.accept(configuration);
                // A failed job is tried again with a pause; what still fails becomes an incident, of which a person is
                // notified.
                configuration.setFailedJobRetryTimeCycle("R5/PT1M");
                // Otherwise an error that no model catches ends a child's journey as "completed".
                configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
                // Reading or changing a variable is a right of its own, apart from the right to work on the task.
                configuration.setEnforceSpecificVariablePermission(true);
                configuration.setHistoryTimeToLive("P180D");
                // What is over and older than that goes each night: the record is ours, the history is a trace.
                if (!cleanUpFrom.isBlank()) {
                    configuration.setHistoryCleanupBatchWindowStartTime(cleanUpFrom);
                    configuration.setHistoryCleanupBatchWindowEndTime(cleanUpUntil);
                }
                // No cases of CMMN and no task without a model: what nobody needs cannot be made.
                configuration.setCmmnEnabled(false);
                configuration.setStandaloneTasksEnabled(false);
                configuration.setResourceAuthorizationProvider(new RightsByTaskOnly());
                // A right is given or not given; none is given and taken back, which each check would look for.
                configuration.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
                configuration.setCustomSessionFactories(List.of(new OwnGroups()));
                // User ids such as "sw.north" and group ids such as "social-workers-north".
                configuration.setGeneralResourceWhitelistPattern("[a-zA-Z0-9._@-]+");
                configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
                configuration.setCustomPreCommandInterceptorsTxRequired(
                        List.of(new NothingIsTakenAway(), new PersonsCommands(configuration)));
                configuration.setCustomPreCommandInterceptorsTxRequiresNew(
                        List.of(new NothingIsTakenAway(), new PersonsCommands(configuration)));
                configuration.setCustomPostCommandInterceptorsTxRequired(List.of(new UnclaimOwnTask()));
            }
        };
    }

    private static final class EngineClock extends Clock {
        private final ZoneId zone;

        EngineClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new EngineClock(other);
        }

        @Override
        public Instant instant() {
            return ClockUtil.getCurrentTime().toInstant();
        }
    }

    /** Slow, salted password hashes; the engine's default is a fast one. */
    private static final class BCrypt implements PasswordEncryptor {
        private final BCryptPasswordEncoder encoder;

        BCrypt(int strength) {
            this.encoder = new BCryptPasswordEncoder(strength);
        }

        @Override
        public String encrypt(String password) {
            return encoder.encode(withoutSalt(password));
        }

        @Override
        public boolean check(String password, String encrypted) {
            return encoder.matches(withoutSalt(password), encrypted);
        }

        @Override
        public String hashAlgorithmName() {
            return "BCRYPT";
        }

        // The engine appends its own salt, which would push long passwords over BCrypt's 72 bytes.
        private static String withoutSalt(String salted) {
            return org.apache.commons.codec.digest.DigestUtils.sha256Hex(salted);
        }
    }
}

package uk.childpathways.testing;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A third of what a server did for tests that ask it a thousand times was to hash the password of each request. A class with
 * an application of its own hashes as the product does.
 */
@TestComponent
@Order(Ordered.LOWEST_PRECEDENCE)
public class QuickPasswords extends AbstractCamundaConfiguration {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setPasswordEncryptor(new PasswordEncryptor() {

            @Override
            public String encrypt(String password) {
                return org.apache.commons.codec.digest.DigestUtils.sha256Hex(password);
            }

            @Override
            public boolean check(String password, String encrypted) {
                return encrypt(password).equals(encrypted);
            }

            @Override
            public String hashAlgorithmName() {
                return "QUICK";
            }
        });
    }
}

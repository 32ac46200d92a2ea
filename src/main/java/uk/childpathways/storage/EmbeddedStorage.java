package uk.childpathways.storage;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Brings up the embedded PostgreSQL when the environment names no database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
class EmbeddedStorage {

    @Bean(destroyMethod = "close")
    @Conditional(NoDataSourceConfigured.class)
    EmbeddedPostgresServer embeddedPostgres(StorageProperties properties) {
        return EmbeddedPostgresServer.in(properties.directory(), properties.durable());
    }

    @Bean
    @Conditional(NoDataSourceConfigured.class)
    @ConditionalOnMissingBean(DataSource.class)
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(EmbeddedPostgresServer server, StorageProperties properties) {
        return DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(server.jdbcUrl(properties.database()))
                .username(DatabaseLogins.APPLICATION)
                .password(server.logins().application())
                .build();
    }

    /** Migrations run as the owner of the tables; the application has no such connection. */
    @Bean
    @Conditional(NoDataSourceConfigured.class)
    FlywayConnectionDetails flywayConnectionDetails(EmbeddedPostgresServer server, StorageProperties properties) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return DatabaseLogins.OWNER;
            }

            @Override
            public String getPassword() {
                return server.logins().owner();
            }

            @Override
            public String getJdbcUrl() {
                return server.jdbcUrl(properties.database());
            }
        };
    }

    @Bean
    Storage storage(
            org.springframework.beans.factory.ObjectProvider<EmbeddedPostgresServer> server,
            org.springframework.core.env.Environment environment) {
        EmbeddedPostgresServer embedded = server.getIfAvailable();
        return embedded == null
                ? new Storage(false, environment.getProperty("spring.datasource.url"))
                : new Storage(true, embedded.directory().toString());
    }

    /** True when no data source address is configured. */
    static class NoDataSourceConfigured implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String url = context.getEnvironment().getProperty("spring.datasource.url");
            return url == null || url.isBlank();
        }
    }
}

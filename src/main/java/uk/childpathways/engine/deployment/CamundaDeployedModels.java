package uk.childpathways.engine.deployment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.models.DeployedModels;
import uk.childpathways.models.ModelKind;
import uk.childpathways.models.ModelVersion;
import uk.childpathways.web.BadInputProblem;

/** Read from the engine's tables: it has no query for versions of forms, and one for each kind of the others. */
@Component
class CamundaDeployedModels implements DeployedModels {

    private static final String ALL = """
            select v.kind, v.id_, v.key_, v.name_, v.version_, v.resource_name_, d.id_ as deployment, d.name_ as deployed_as,
                   d.source_, d.deploy_time_
            from (select 'FLOW' as kind, id_, key_, name_, version_, resource_name_, deployment_id_ from public.act_re_procdef
                  where tenant_id_ is null
                  union all
                  select 'TABLE', id_, key_, name_, version_, resource_name_, deployment_id_ from public.act_re_decision_def
                  where tenant_id_ is null
                  union all
                  select 'FORM', id_, key_, null, version_, resource_name_, deployment_id_ from public.act_re_camformdef) v
            join public.act_re_deployment d on d.id_ = v.deployment_id_
            """;

    private final JdbcClient db;
    private final RepositoryService repository;
    private final SystemAuthority authority;

    CamundaDeployedModels(JdbcClient db, @Lazy RepositoryService repository, SystemAuthority authority) {
        this.db = db;
        this.repository = repository;
        this.authority = authority;
    }

    @Override
    public List<ModelVersion> inForce() {
        return db.sql("select distinct on (a.kind, a.key_) a.* from (" + ALL
                        + ") a order by a.kind, a.key_, a.version_ desc")
                .query(this::version)
                .list();
    }

    @Override
    public List<ModelVersion> versions(ModelKind kind, String key) {
        return db.sql("select a.* from (" + ALL + ") a where a.kind = ? and a.key_ = ? order by a.version_ desc")
                .params(kind.name(), key)
                .query(this::version)
                .list();
    }

    @Override
    public List<ModelVersion> deployed(String deploymentId) {
        return db.sql("select a.* from (" + ALL + ") a where a.deployment = ? order by a.kind, a.key_")
                .params(deploymentId)
                .query(this::version)
                .list();
    }

    private ModelVersion version(ResultSet row, int number) throws SQLException {
        String name = row.getString("name_");
        String key = row.getString("key_");
        return new ModelVersion(
                ModelKind.valueOf(row.getString("kind")),
                key,
                name == null || name.isBlank() ? key : name,
                row.getInt("version_"),
                row.getString("id_"),
                row.getString("deployment"),
                row.getString("deployed_as"),
                row.getString("resource_name_"),
                ModelDeployment.SOURCE.equals(row.getString("source_")),
                row.getTimestamp("deploy_time_").toInstant());
    }

    @Override
    public byte[] content(ModelVersion version) {
        return db.sql("select bytes_ from public.act_ge_bytearray where deployment_id_ = ? and name_ = ?")
                .params(version.deploymentId(), version.file())
                .query(byte[].class)
                .single();
    }

    @Override
    public Map<String, Long> running() {
        Map<String, Long> counts = new HashMap<>();
        db.sql("""
                        select proc_def_id_, count(*) from public.act_ru_execution where id_ = proc_inst_id_ group by 1
                        union all
                        select table_version, count(*) from pathways.deadline where status in ('OPEN', 'BREACHED')
                        group by 1
                        """).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    @Override
    public Map<String, String> folders() {
        Map<String, String> folders = new HashMap<>();
        db.sql("select distinct on (a.kind, a.key_) a.kind, a.key_, a.resource_name_ from (" + ALL
                        + ") a where a.resource_name_ like '%/%/%' order by a.kind, a.key_, a.version_ desc")
                .query(row -> {
                    String[] path = row.getString("resource_name_").split("/");
                    folders.put(row.getString("kind") + " " + row.getString("key_"), path[path.length - 2]);
                });
        return folders;
    }

    @Override
    public String deploy(String name, Map<String, byte[]> files, String person) {
        try {
            return authority.as(person, () -> {
                DeploymentBuilder deployment = repository.createDeployment().name(name);
                files.forEach(
                        (file, content) -> deployment.addInputStream(file, new java.io.ByteArrayInputStream(content)));
                return deployment.deploy().getId();
            });
        } catch (BadUserRequestException refused) {
            throw new BadInputProblem(refused.getMessage());
        }
    }
}

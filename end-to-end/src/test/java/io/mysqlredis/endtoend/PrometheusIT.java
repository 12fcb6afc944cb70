package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.monitoring.AlertRule;
import io.mysqlredis.endtoend.monitoring.Dashboard;
import io.mysqlredis.endtoend.monitoring.PrometheusApi;
import io.mysqlredis.endtoend.monitoring.PrometheusApi.Sample;
import io.mysqlredis.endtoend.servers.Choice;
import io.mysqlredis.stack.ServerName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/** What a real Prometheus tells of the running pipeline by the shipped dashboard and the shipped alerts. */
@Tag("containers")
@EnabledIf(value = "isThere", disabledReason = "no containers, and no programs prometheus and promtool on the PATH")
@ExtendWith(SharedPipeline.class)
@TestMethodOrder(OrderAnnotation.class)
class PrometheusIT {

    private static final Dashboard DASHBOARD = Dashboard.shipped();
    private static final String FAILING_SINK = "failing-sink";
    private static final String TOLERANT_SINK = "tolerant-sink";

    @TempDir
    static Path folder;

    private static Prometheus prometheus;
    private final Pipeline pipeline;
    private final PoisonedTopic poisoned;
    private final PrometheusApi api = prometheus.api();

    PrometheusIT(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.poisoned = new PoisonedTopic(pipeline, "monitored-poison");
    }

    static boolean isThere() {
        return Choice.isContainers(Pipeline.CHECKOUT) || PrometheusProgram.isThere();
    }

    static List<Dashboard.Query> queries() {
        return DASHBOARD.queries();
    }

    /** With a sink whose tasks have counted nothing of what other tests did. */
    @BeforeAll
    static void start(Pipeline pipeline) throws Exception {
        pipeline.remove(pipeline.connect().connectors().stream()
                .filter(connector -> !connector.equals(Pipeline.SOURCE))
                .toList());
        pipeline.post(pipeline.shipped(Pipeline.SINK));
        prometheus = Choice.isContainers(Pipeline.CHECKOUT)
                ? PrometheusContainer.fresh(pipeline.containers())
                : PrometheusProgram.start(
                        JmxExporter.in(pipeline.stack().server(ServerName.CONNECT))
                                .address(),
                        folder);
        pipeline.sql(
                "CREATE TABLE charted (id INT PRIMARY KEY, v INT)",
                "INSERT INTO charted VALUES (1, 1), (2, 2)",
                "DELETE FROM charted WHERE id = 2");
        pipeline.awaitCopy();
        soon("Prometheus is ready").until(prometheus.api()::isReady);
    }

    @AfterAll
    static void stop(Pipeline pipeline) {
        pipeline.remove(List.of(FAILING_SINK, TOLERANT_SINK));
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("queries")
    void everyPanelAndVariableHasData(Dashboard.Query query) {
        soon(query.of()).untilAsserted(() -> {
            pipeline.sql("UPDATE charted SET v = v + 1");
            assertThat(api.query(query.expression()))
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(sample.labels().keySet()).containsAll(query.labels()))
                    .anySatisfy(sample -> assertThat(sample.value()).isNotNaN());
        });
    }

    @Test
    @Order(2)
    void noAlertIsActiveWhileAllIsWell() {
        soon("all alerts are evaluated")
                .untilAsserted(() -> assertThat(api.alerts().values())
                        .hasSameSizeAs(AlertRule.shipped())
                        .allSatisfy(alert -> assertThat(alert.health()).isEqualTo("ok"))
                        .allSatisfy(alert ->
                                assertThat(alert.state()).as(alert.name()).isEqualTo("inactive")));
        assertThat(api.query("count by (alertname) (count_over_time(ALERTS{alertstate=\"firing\"}[10m]))"))
                .isEmpty();
    }

    @Test
    @Order(3)
    void aStallIsToldWithItsReason() throws SQLException {
        try (Jedis redis = pipeline.redis()) {
            String memory = redis.configGet("maxmemory").get("maxmemory");
            redis.configSet("maxmemory", "1");
            try {
                pipeline.sql("UPDATE charted SET v = v + 1");
                awaitActive("RedisSinkStalled");
                assertThat(value("Stalled tasks")).isPositive();
                assertThat(api.query(DASHBOARD.expression("Since when, and why")))
                        .anySatisfy(sample ->
                                assertThat(sample.labels().get("reason")).contains("OOM"));
            } finally {
                redis.configSet("maxmemory", memory);
            }
        }
        pipeline.awaitCopy();
        soon("the stall is over").untilAsserted(() -> {
            assertThat(value("Stalled tasks")).isZero();
            assertThat(api.alerts().get("RedisSinkStalled").isActive()).isFalse();
        });
    }

    @Test
    @Order(4)
    void aFailedTaskIsTold() throws Exception {
        poisoned.add();
        pipeline.connect().create(poisoned.sink(FAILING_SINK, Map.of()));

        awaitActive("ConnectTaskFailed");

        pipeline.remove(List.of(FAILING_SINK));
    }

    @Test
    @Order(5)
    void recordsThatAreSetAsideAreTold() throws Exception {
        poisoned.add();
        Map<String, String> queue = Map.of(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "monitored-queue",
                "errors.deadletterqueue.topic.replication.factor", "1");
        pipeline.post(poisoned.sink(TOLERANT_SINK, queue));

        soon("firing for what was counted before the first look")
                .until(() -> api.alerts().get("RecordsSetAside").state().equals("firing"));
        poisoned.add();
        soon("the panel counts what came later").until(() -> value("Records set aside") > 0);
    }

    @Test
    @Order(6)
    void recordsThatAConverterFailsAtCountAsSetAside() throws Exception {
        pipeline.remove(List.of(TOLERANT_SINK));
        Map<String, String> unread = Map.of(
                "errors.tolerance", "all",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter");
        pipeline.post(poisoned.sink(TOLERANT_SINK, unread));
        String skipped =
                "kafka_connect_task_error_records_skipped_total{connector=\"%s\"} > 0".formatted(TOLERANT_SINK);
        soon("what was there before is seen").until(() -> !api.query(skipped).isEmpty());
        double before = value("Records set aside");

        poisoned.add();

        soon("the panel counts one more").until(() -> value("Records set aside") > before + 0.5);
    }

    @Test
    @Order(7)
    void aRedisThatLostDataIsTold() {
        try (Jedis redis = pipeline.redis()) {
            Set<String> watermarks = redis.keys("__connect:" + Pipeline.SINK + ":mysql.shop.charted:*");
            assertThat(redis.del(watermarks.toArray(String[]::new))).isPositive();
        }
        awaitActive("RedisSinkReadsAgain");
        pipeline.awaitCopy();
    }

    @Test
    @Order(8)
    void promtoolAgrees() {
        assertThat(prometheus.checkConfig())
                .contains(
                        "SUCCESS: %d rules found".formatted(AlertRule.shipped().size()))
                .doesNotContain("FAILED");
        assertThat(prometheus.testRules()).contains("SUCCESS").doesNotContain("FAILED");
    }

    private void awaitActive(String alert) {
        soon(alert).until(() -> api.alerts().get(alert).isActive());
    }

    /** Of the panel's only series. */
    private double value(String panel) {
        List<Sample> samples = api.query(DASHBOARD.expression(panel));
        assertThat(samples).as(panel).hasSize(1);
        return samples.get(0).value();
    }

    private static ConditionFactory soon(String what) {
        return await(what)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500));
    }
}

package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.stack.ServerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** What a Prometheus sees of the running pipeline, by the shipped configuration of the JMX exporter. */
@ExtendWith(SharedPipeline.class)
// It loads the exporter into the worker's process.
@Tag("local")
class MonitoringIT {

    private static final Path REFERENCE = Path.of("..", "docs", "metrics.md");
    private static final Pattern GENERATED_ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| [^|]* \\| `(redis_sink_[a-z0-9_]+)(?:\\{([^}]+)})?` \\|");
    private static final Pattern SERIES = Pattern.compile("`((?:kafka|debezium)_[a-z0-9_]+)`");
    private static final Map<String, String> SINK = Map.of("connector", Pipeline.SINK);
    private static final Map<String, String> TABLE = Map.of("connector", Pipeline.SINK, "table", "shop.monitored");
    private static final String PRIVATE = "nobody-elses-business";

    private static JmxExporter exporter;
    private final Pipeline pipeline;

    MonitoringIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeAll
    static void load(Pipeline pipeline) throws Exception {
        exporter = JmxExporter.in(pipeline.stack().server(ServerName.CONNECT));
        pipeline.sql(
                "CREATE TABLE monitored (id INT PRIMARY KEY, v VARCHAR(100))",
                "INSERT INTO monitored VALUES (1, '" + PRIVATE + "'), (2, 'b'), (3, 'c')",
                "UPDATE monitored SET v = 'x' WHERE id = 2",
                "DELETE FROM monitored WHERE id = 3");
        pipeline.awaitCopy();
    }

    @Test
    void everyMetricOfTheReferenceHasItsSeries() throws Exception {
        Scrape scrape = exporter.scrape();
        List<MatchResult> rows =
                GENERATED_ROW.matcher(Files.readString(REFERENCE)).results().toList();

        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows).allSatisfy(row -> {
            Map<String, String> labels = row.group(2).startsWith("redis_sink_table_") ? TABLE : SINK;
            assertThat(scrape.of(row.group(2), labels))
                    .as(row.group(2))
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(sample.labels()).containsKey("task"))
                    .anySatisfy(sample -> {
                        if (row.group(3) != null) {
                            String[] label = row.group(3).split("=", -1);
                            assertThat(sample.labels()).containsKey(label[0]);
                            assertThat(label.length == 1 ? "" : sample.labels().get(label[0]))
                                    .isEqualTo(label.length == 1 ? "" : label[1].replace("\"", ""));
                        }
                    });
        });
    }

    @Test
    void noSeriesOfTheSinkIsMissingInTheReference() throws Exception {
        Set<String> documented = GENERATED_ROW
                .matcher(Files.readString(REFERENCE))
                .results()
                .map(row -> row.group(2))
                .collect(Collectors.toSet());

        assertThat(exporter.scrape().names())
                .filteredOn(name -> name.startsWith("redis_sink"))
                .allSatisfy(name -> assertThat(documented).contains(name));
    }

    @Test
    void everySeriesOfConnectDebeziumAndTheConsumersThatThePageNamesIsThere() throws Exception {
        List<String> named = SERIES.matcher(Files.readString(REFERENCE))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(15);
        assertThat(exporter.scrape().names()).containsAll(named);
    }

    @Test
    void theCountsAndTheDelayAreThoseOfTheTable() throws Exception {
        Map<String, String> counted = Map.of("connector", Pipeline.SINK, "table", "shop.counted");
        pipeline.sql(
                "CREATE TABLE counted (id INT PRIMARY KEY, v INT)",
                "INSERT INTO counted VALUES (1, 1), (2, 2), (3, 3)",
                "UPDATE counted SET v = 9 WHERE id > 1",
                "DELETE FROM counted WHERE id = 3");

        await("all six changes").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Scrape scrape = exporter.scrape();
            assertThat(scrape.sum("redis_sink_table_records_applied_total", counted))
                    .isEqualTo(6);
            assertThat(scrape.sum("redis_sink_table_deletes_total", counted)).isEqualTo(1);
            assertThat(scrape.sum("redis_sink_table_records_pending", counted)).isZero();
            assertThat(scrape.of("redis_sink_table_replication_delay_max_seconds", counted))
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(sample.value()).isBetween(0.001, 60.0));
        });
    }

    @Test
    void statesOfConnectorsAndTasksAreLabels() throws Exception {
        Scrape scrape = exporter.scrape();

        for (String connector : List.of(Pipeline.SINK, Pipeline.SOURCE)) {
            Map<String, String> labels = Map.of("connector", connector, "status", "running");
            assertThat(scrape.of("kafka_connect_connector_status", labels)).hasSize(1);
            assertThat(scrape.of("kafka_connect_task_status", labels)).isNotEmpty();
        }
        assertThat(scrape.of("debezium_mysql_streaming_connected", Map.of("server", "mysql")))
                .singleElement()
                .satisfies(sample -> assertThat(sample.value()).isEqualTo(1));
    }

    @Test
    void theLagOfAPartitionIsToBeFoundByConnectorTaskAndTopic() throws Exception {
        List<Scrape.Sample> lags = exporter.scrape().of("kafka_consumer_records_lag", SINK);

        assertThat(lags)
                .anySatisfy(sample -> assertThat(sample.labels())
                        .containsEntry("topic", "mysql.shop.monitored")
                        .containsKeys("task", "partition"))
                .as("each once, though Kafka has them twice")
                .noneSatisfy(sample -> assertThat(sample.labels()).containsEntry("topic", "mysql_shop_monitored"));
    }

    @Test
    void aStallIsSeenWithItsReason() throws Exception {
        try (Jedis redis = pipeline.redis()) {
            redis.configSet("maxmemory", "1");
            try {
                pipeline.sql("INSERT INTO monitored VALUES (20, '" + PRIVATE + "')");
                await("a stalled task").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    Scrape scrape = exporter.scrape();
                    assertThat(scrape.of("redis_sink_state", SINK))
                            .anySatisfy(sample -> assertThat(sample.value()).isEqualTo(2));
                    assertThat(scrape.of("redis_sink_state_reason", SINK))
                            .anySatisfy(sample ->
                                    assertThat(sample.labels().get("reason")).contains("OOM"));
                    assertThat(scrape.sum("redis_sink_table_records_pending", TABLE))
                            .isEqualTo(1);
                    assertThat(scrape.sum("redis_sink_stalled_seconds", SINK)).isPositive();
                });
                assertThat(exporter.scrape().text()).doesNotContain(PRIVATE);
            } finally {
                redis.configSet("maxmemory", "0");
            }
        }
        pipeline.awaitCopy();
        await("all tasks at work")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(exporter.scrape().of("redis_sink_state", SINK))
                        .isNotEmpty()
                        .allSatisfy(sample -> assertThat(sample.value()).isEqualTo(1)));
    }

    // The other end is a process of this test.
    @SuppressWarnings("BanJNDI")
    @Test
    void theMBeansHaveTheNamesThatThePageTells() throws Exception {
        try (JMXConnector connector = JMXConnectorFactory.connect(exporter.jmx())) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();

            ObjectName task = new ObjectName("kafka.connect:type=plugins,connector=redis-sink,task=0");
            assertThat((long) beans.getAttribute(task, "records-received-total"))
                    .isNotNegative();
            assertThat(beans.getAttribute(task, "state-reason")).isEqualTo("at work");
            assertThat(tables(beans)).contains("shop.monitored");
        }
    }

    private static Set<String> tables(MBeanServerConnection beans) throws Exception {
        return beans
                .queryNames(new ObjectName("kafka.connect:type=plugins,connector=redis-sink,task=*,table=*"), null)
                .stream()
                .map(name -> name.getKeyProperty("table"))
                .collect(Collectors.toSet());
    }

    @Test
    void theWholeScrapeHoldsNoRow() throws IOException, InterruptedException {
        assertThat(exporter.scrape().text()).doesNotContain(PRIVATE);
    }
}

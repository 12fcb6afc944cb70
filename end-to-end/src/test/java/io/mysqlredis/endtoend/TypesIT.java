package io.mysqlredis.endtoend;

import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.TypeCase.Landed;
import io.mysqlredis.endtoend.TypeCase.Way;
import io.mysqlredis.endtoend.TypeTable.Column;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/** Nothing is silently changed: every type of column, with its edge values, by every way into a hash and a document. */
@ExtendWith(SharedPipeline.class)
class TypesIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String DATABASE = "types";
    private static final List<String> CONNECTORS = List.of("types-source", "types-hashes", "types-documents");
    private static final int HASHES = 3;
    private static final int DOCUMENTS = 4;

    private static final List<TypeTable> TABLES = List.of(
            new TypeTable("integers", NumberCases.INTEGERS),
            new TypeTable("fractions", NumberCases.FRACTIONS),
            new TypeTable("times", TimeCases.ALL),
            new TypeTable("texts", TextCases.ALL),
            new TypeTable("documents", DocumentCases.JSON),
            new TypeTable("shapes", DocumentCases.SHAPES));

    /** In each table a column that can be NULL and once is not. */
    private static final String FIRST = "c0";

    /** By Redis key; read once, since all the cases of a table are in a few keys. */
    private static final Map<String, Map<String, Landed>> LANDED = new HashMap<>();

    @BeforeAll
    static void copy(Pipeline pipeline) throws SQLException {
        try (Connection mysql = pipeline.connection()) {
            Sql.run(
                    mysql,
                    // The source reads from a server that is behind UTC what a client that is ahead of it writes.
                    "SET GLOBAL time_zone = '-07:00'",
                    // Zero dates are allowed.
                    "SET time_zone = '+05:30', sql_mode = 'STRICT_ALL_TABLES'",
                    "CREATE DATABASE " + DATABASE,
                    "USE " + DATABASE);
            for (TypeTable table : TABLES) {
                Sql.run(mysql, table.before().toArray(String[]::new));
            }
            pipeline.post(pipeline.sourceOf(DATABASE, Map.of()));
            pipeline.post(pipeline.sinkOf(DATABASE, "types-hashes", HASHES, Map.of()));
            pipeline.post(pipeline.sinkOf(
                    DATABASE,
                    "types-documents",
                    DOCUMENTS,
                    Map.of("mappings", "documents", "mappings.documents.type", "string")));
            awaitRows(pipeline, Way.SNAPSHOT);
            for (TypeTable table : TABLES) {
                Sql.run(mysql, table.after().toArray(String[]::new));
            }
            for (Way way : Way.values()) {
                awaitRows(pipeline, way);
            }
        }
        read(pipeline);
    }

    @AfterAll
    static void stop(Pipeline pipeline) throws SQLException {
        pipeline.sql("SET GLOBAL time_zone = '+00:00'");
        pipeline.remove(CONNECTORS);
    }

    static Stream<Column> columns() {
        return TABLES.stream().flatMap(table -> table.columns().stream());
    }

    static Stream<Column> nullableColumns() {
        return columns().filter(column -> column.values().isNullable());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("columns")
    void aValueArrivesByEveryWayAsDocumented(Column column) {
        SoftAssertions all = new SoftAssertions();
        for (Way way : Way.values()) {
            all.assertThat(landed(column, column.table().key(way)))
                    .as("%s by %s", column, way)
                    .isEqualTo(column.values().expected(way));
        }
        all.assertAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nullableColumns")
    void aNullIsNoFieldAndNullInTheDocument(Column column) {
        SoftAssertions all = new SoftAssertions();
        for (Way way : Way.values()) {
            all.assertThat(landed(column, column.table().keyOfNulls(way)))
                    .as("%s by %s", column, way)
                    .isEqualTo(TypeCase.NULL);
        }
        all.assertAll();
    }

    private static Landed landed(Column column, String key) {
        return LANDED.get(key).get(column.name());
    }

    /** Until all rows of this way are in both databases, and the updated ones are as the update leaves them. */
    private static void awaitRows(Pipeline pipeline, Way way) {
        await("types by " + way).atMost(LONGEST).until(() -> {
            for (String connector : CONNECTORS) {
                pipeline.connect().isRunning(connector);
            }
            try (Jedis hashes = pipeline.redis(HASHES);
                    Jedis documents = pipeline.redis(DOCUMENTS)) {
                return TABLES.stream().allMatch(table -> {
                    String nulls = table.keyOfNulls(way);
                    String document = documents.get(table.key(way));
                    String documentOfNulls = documents.get(nulls);
                    return hashes.hexists(table.key(way), FIRST)
                            && hashes.exists(nulls)
                            && !hashes.hexists(nulls, FIRST)
                            && document != null
                            && !JsonMembers.of(document).get(FIRST).equals("null")
                            && documentOfNulls != null
                            && JsonMembers.of(documentOfNulls).get(FIRST).equals("null");
                });
            }
        });
    }

    private static void read(Pipeline pipeline) {
        try (Jedis hashes = pipeline.redis(HASHES);
                Jedis documents = pipeline.redis(DOCUMENTS)) {
            for (TypeTable table : TABLES) {
                for (Way way : Way.values()) {
                    for (String key : List.of(table.key(way), table.keyOfNulls(way))) {
                        LANDED.put(key, landed(table, hashes.hgetAll(utf8(key)), documents.get(key)));
                    }
                }
            }
        }
    }

    private static Map<String, Landed> landed(TypeTable table, Map<byte[], byte[]> hash, String document) {
        Map<String, byte[]> fields = new HashMap<>();
        hash.forEach((field, value) -> fields.put(new String(field, StandardCharsets.UTF_8), value));
        Map<String, String> members = JsonMembers.of(document);
        Map<String, Landed> landed = new HashMap<>();
        for (Column column : table.columns()) {
            landed.put(column.name(), Landed.of(fields.get(column.name()), members.get(column.name())));
        }
        return landed;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

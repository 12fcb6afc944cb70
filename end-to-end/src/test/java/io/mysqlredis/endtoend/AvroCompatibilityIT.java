package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/** The table of docs/avro.md: which change of a table a registry takes under which compatibility. */
@WithRegistry
class AvroCompatibilityIT {

    private static final String COLUMNS =
            "(id INT PRIMARY KEY, nullable INT, with_default INT NOT NULL DEFAULT 5, bare INT NOT NULL)";

    private static final List<String> LEVELS = List.of("BACKWARD", "FORWARD", "FULL", "NONE");

    private static final List<Change> CHANGES = List.of(
            new Change("ADD COLUMN added INT, ADD COLUMN added_too INT NOT NULL DEFAULT 5", List.of()),
            new Change("ADD COLUMN added INT NOT NULL", List.of("BACKWARD", "FULL")),
            new Change("DROP COLUMN nullable, DROP COLUMN with_default", List.of()),
            new Change("DROP COLUMN bare", List.of("FORWARD", "FULL")),
            new Change("MODIFY bare BIGINT NOT NULL", List.of("FORWARD", "FULL")),
            new Change("MODIFY bare VARCHAR(20) NOT NULL", List.of("BACKWARD", "FORWARD", "FULL")));

    /** @param refusedUnder the levels of compatibility that do not allow it */
    record Change(String alter, List<String> refusedUnder) {

        String table() {
            return "compatible_" + CHANGES.indexOf(this);
        }
    }

    private final RegistryApi registry;

    AvroCompatibilityIT(Pipeline pipeline) {
        this.registry = RegistryApi.of(pipeline);
    }

    @BeforeAll
    static void changeTables(Pipeline pipeline) throws SQLException {
        pipeline.sql("SET sql_mode = ''");
        for (Change change : CHANGES) {
            pipeline.sql(
                    "CREATE TABLE %s %s".formatted(change.table(), COLUMNS),
                    "INSERT INTO %s (id) VALUES (1)".formatted(change.table()),
                    "ALTER TABLE %s %s".formatted(change.table(), change.alter()),
                    "UPDATE %s SET id = 2".formatted(change.table()));
        }
        pipeline.sql("SET sql_mode = DEFAULT");
        pipeline.awaitCopy();
    }

    @AfterAll
    static void removeTables(Pipeline pipeline) throws SQLException {
        for (Change change : CHANGES) {
            pipeline.sql("DROP TABLE " + change.table());
        }
        try (Jedis redis = pipeline.redis()) {
            Pipeline.dataKeys(redis).stream()
                    .filter(key -> key.startsWith("compatible_"))
                    .forEach(redis::del);
        }
    }

    static List<Change> changes() {
        return CHANGES;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theRegistryTakesAChangeOrNot(Change change) {
        assertThat(LEVELS).filteredOn(level -> !takes(change, level)).containsExactlyElementsOf(change.refusedUnder());
    }

    private boolean takes(Change change, String compatibility) {
        String subject = "mysql.shop.%s-value".formatted(change.table());
        String tried = "%s-%s".formatted(change.table(), compatibility);
        registry.register(tried, registry.schema(subject, 1));
        registry.setCompatibility(tried, compatibility);
        return registry.isCompatible(tried, registry.schema(subject, 2));
    }
}

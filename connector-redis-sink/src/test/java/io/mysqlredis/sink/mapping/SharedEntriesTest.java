package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.InstantFormat;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedEntriesTest {

    private static final TableId USERS_0 = new TableId("shop", "users_0");
    private static final TableId USERS_1 = new TableId("shop", "users_1");

    private final Mappings mappings = mappings("email:${email}");

    @Test
    void tablesInOneTopicCanLeaveEntriesToEachOther() {
        assertThat(insert(mappings, USERS_0, "users", 0).commands()).hasSize(1);
        assertThat(insert(mappings, USERS_1, "users", 0).commands()).hasSize(1);
    }

    /** A row of the one could take an entry before the row of the other is seen to leave it. */
    @Test
    void tablesInTwoTopicsCannot() {
        insert(mappings, USERS_0, "users_0", 0);

        assertThatThrownBy(() -> insert(mappings, USERS_1, "users_1", 0))
                .isInstanceOf(UnfitMappingException.class)
                .hasMessageContaining("rows came from users_0 and now from users_1");
    }

    @Test
    void tablesInTwoTopicsHaveEntriesOfTheirOwnWhereTheKeyNamesTheTable() {
        Mappings apart = mappings("${table}:${email}");

        assertThat(insert(apart, USERS_0, "users_0", 0).commands()).hasSize(1);
        assertThat(insert(apart, USERS_1, "users_1", 0).commands()).hasSize(1);
    }

    @Test
    void noRecordIsTakenFromASecondPartition() {
        assertThatThrownBy(() -> insert(mappings, USERS_0, "users", 1))
                .isInstanceOf(UnfitMappingException.class)
                .hasMessageContaining("this record is in partition 1");
    }

    private static Mappings mappings(String key) {
        Mapping mapping = new Mapping(
                "mappings.emails",
                TablePattern.parse("shop\\.users_\\d"),
                Template.parse(key),
                new ValueEntry(Template.parse("${id}"), Optional.empty()),
                Optional.empty(),
                true);
        return new Mappings(List.of(mapping), TruncatePolicy.FAIL, new ValueRendering(InstantFormat.ISO));
    }

    private static Write insert(Mappings mappings, TableId table, String topic, int partition) {
        ChangeEvent insert = Rows.insert(table, Rows.texts("id", "1"), Rows.texts("id", "1", "email", "a@b"));
        return mappings.apply(insert, new RecordPosition(topic, partition, 0));
    }
}

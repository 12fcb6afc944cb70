package io.mysqlredis.sink;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Rows of a table of any length, each with a version. */
final class Numbered {

    static final String TOPIC = "mysql.shop.numbers";

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("version", Schema.INT32_SCHEMA)
            .build();

    private static final long WRITTEN_AT = 1_700_000_000_000L;

    private Numbered() {}

    static SinkRecord row(int id, int version) {
        Struct key = new Struct(KEY).put("id", id);
        Struct row = new Struct(ROW).put("id", id).put("version", version);
        return new SinkRecord(TOPIC, 0, KEY, key, ROW, row, 0, WRITTEN_AT, TimestampType.CREATE_TIME);
    }

    /** So many, beginning with this one, as the next of their topic. */
    static List<SinkRecord> rows(int first, int count, int version) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> row(id, version))
                .toList();
    }

    /** What Redis is to hold of the first so many. */
    static Map<String, Map<String, String>> hashes(int count, int version) {
        Map<String, Map<String, String>> hashes = new TreeMap<>();
        for (int id = 0; id < count; id++) {
            hashes.put("numbers:" + id, Map.of("id", "" + id, "version", "" + version));
        }
        return hashes;
    }
}

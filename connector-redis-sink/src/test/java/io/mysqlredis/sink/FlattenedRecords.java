package io.mysqlredis.sink;

import io.debezium.transforms.ExtractNewRecordState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** The recorded records as Debezium's {@code ExtractNewRecordState} leaves them. */
public final class FlattenedRecords {

    /** What users ask it to add, by the names of its documentation. */
    private static final String ADD_FIELDS = "op,table,db,ts_ms,source.ts_ms,source.file,source.pos,source.gtid,"
            + "source.snapshot,name,connector,version,lsn:lsn,transaction.id";

    private FlattenedRecords() {}

    /** With nothing added; {@code deletes} is the {@code delete.tombstone.handling.mode}. */
    public static List<SinkRecord> of(String file, String deletes) {
        return of(file, Map.of("delete.tombstone.handling.mode", deletes));
    }

    /** With the fields that users add. */
    public static List<SinkRecord> withAddedFields(String file, String deletes) {
        return of(file, Map.of("delete.tombstone.handling.mode", deletes, "add.fields", ADD_FIELDS));
    }

    public static List<SinkRecord> of(String file, Map<String, String> settings) {
        return of(RecordedRecords.of(file), settings);
    }

    public static List<SinkRecord> of(List<SinkRecord> records, Map<String, String> settings) {
        List<SinkRecord> flattened = new ArrayList<>();
        try (ExtractNewRecordState<SinkRecord> transform = new ExtractNewRecordState<>()) {
            transform.configure(settings);
            for (SinkRecord record : records) {
                SinkRecord flat = transform.apply(record);
                if (flat != null) {
                    flattened.add(flat);
                }
            }
        }
        return flattened;
    }

    /** What {@code JsonConverter} without schemas makes of it, on both sides. */
    public static SinkRecord withoutSchema(SinkRecord record) {
        SchemaAndValue key = throughJson(record, true);
        SchemaAndValue value = throughJson(record, false);
        return new SinkRecord(
                record.topic(),
                record.kafkaPartition(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                record.kafkaOffset(),
                record.timestamp(),
                TimestampType.CREATE_TIME);
    }

    private static SchemaAndValue throughJson(SinkRecord record, boolean isKey) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(new HashMap<>(Map.of("schemas.enable", false)), isKey);
            byte[] bytes = isKey
                    ? converter.fromConnectData(record.topic(), record.keySchema(), record.key())
                    : converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
            return converter.toConnectData(record.topic(), bytes);
        }
    }
}

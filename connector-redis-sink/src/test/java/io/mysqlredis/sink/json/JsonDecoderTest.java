package io.mysqlredis.sink.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mysqlredis.sink.RecordedRecords;
import io.mysqlredis.sink.event.RecordParser;
import io.mysqlredis.sink.event.Told;
import io.mysqlredis.sink.event.UndecodableException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {

    private static final JsonConverter CONVERTER = new JsonConverter();

    static {
        CONVERTER.configure(Map.of("replace.null.with.default", "false"), false);
    }

    private final JsonDecoder decoder = new JsonDecoder();
    private final RecordParser parser = new RecordParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-default.shop",
                "json-default.__debezium-heartbeat.shop",
                "json-default.shop.transaction",
                "json-default.shop.shop.customers",
                "json-default.shop.shop.order_lines",
                "json-default.shop.shop.no_pk",
                "json-default.shop.shop.uniq_only",
                "json-default.shop.shop.zeros",
                "json-default.shop.shop.all_types",
                "json-propagate-source-type.all_types",
                "json-m_amicro.all_types",
                "json-m_nano.all_types",
                "json-m_string.all_types",
                "json-m_double.all_types",
                "json-v_sid97.vec"
            })
    void whatItReadsIsWhatTheConverterReads(String file) {
        RecordParser ofConverter = new RecordParser();
        List<SinkRecord> converted = RecordedRecords.of(file);
        List<SinkRecord> bytes = RecordedRecords.asBytes(file);

        assertThat(bytes).hasSameSizeAs(converted).isNotEmpty();
        for (int i = 0; i < bytes.size(); i++) {
            assertThat(Told.by(parser, decoder.decode(bytes.get(i)))).isEqualTo(Told.by(ofConverter, converted.get(i)));
        }
    }

    @Test
    void rowsOfOneSchemaShareTheirColumns() {
        List<SinkRecord> records = RecordedRecords.asBytes("json-default.shop.shop.order_lines");

        assertThat(columnsOfKey(records.get(0))).isSameAs(columnsOfKey(records.get(1)));
    }

    /** As where the topics of many servers are made one. */
    @Test
    void rowsOfManySchemasThatTakeTurnsShareTheirColumns() {
        List<SinkRecord> records = IntStream.range(0, 100)
                .mapToObj("""
                        {"schema":{"type":"struct","fields":[{"field":"id","type":"int32"}],"name":"server%d.shop.t.Key"},\
                        "payload":{"id":1}}"""::formatted)
                .map(message -> record(message.getBytes(UTF_8), null))
                .toList();

        List<Object> first = records.stream().map(this::columnsOfKey).toList();

        assertThat(records)
                .allSatisfy(record -> assertThat(columnsOfKey(record)).isSameAs(first.get(records.indexOf(record))));
    }

    private Object columnsOfKey(SinkRecord record) {
        return ((io.mysqlredis.sink.event.Row) key(record)).columns();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "[]",
                "{\"id\":1}",
                "{\"schema\":null,\"payload\":{\"id\":1}}",
                "{\"payload\":1,\"schema\":{}}"
            })
    void whatIsNoMessageOfTheConverterIsRefused(String text) {
        assertThat(Told.by(parser, decoder.decode(record(null, text.getBytes(UTF_8)))))
                .startsWith("refused: its value is no");
    }

    @Test
    void aValueThatIsNotAsItsSchemaSaysIsRefusedWithoutBeingQuoted() {
        String schema =
                "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"id\",\"type\":\"int32\"}]},\"payload\":";

        assertThat(Told.by(
                        parser,
                        decoder.decode(record(
                                (schema + "{\"id\":1}}").getBytes(UTF_8),
                                (schema + "{\"id\":\"secret\"}}").getBytes(UTF_8)))))
                .startsWith("refused: its value is no JSON, or not as the schema before it has it")
                .doesNotContain("secret");
    }

    /** As the shipped files have the converter, which takes a default for no value that is missing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':1,'status':'x','note':'y'}} | true",
                "{'id':1,'status':'x','note':null}} | true",
                "{'note':'y','status':'x','id':1}} | true",
                "{'id':1,'status':'x'}} | true",
                "{'id':1,'status':'x','other':2}} | true",
                "{'id':1,'status':'x'} }  | true",
                "{'id':1}} | false",
                "{'status':'x'}} | false",
                "{'id':1,'status':null}} | false",
                "{'id':null,'status':'x'}} | false",
                "{'id':1,'status':'x','nested':{}}} | false",
                "{'id':1,'status':'x','nested':{'n':null}}} | false",
                "{'id':1,'status':'x','nested':{'n':2}}} | true",
                "{'id':1,'status':'x','list':[3,null]}} | false",
                "{'id':1,'status':'x','list':[3,4]}} | true",
                "{'id':1,'status':'x'} | false",
                "{'id':1,'status':'x'},'third':5} | false"
            })
    void aFieldIsMissingWhereItIsForTheConverter(String payload, boolean isTaken) {
        byte[] message = ("""
                {'schema':{'type':'struct','fields':[
                {'field':'id','type':'int32'},
                {'field':'status','type':'string','default':'new'},
                {'field':'note','type':'string','optional':true},
                {'field':'nested','type':'struct','optional':true,'fields':[{'field':'n','type':'int32','optional':false}]},
                {'field':'list','type':'array','optional':true,'items':{'type':'int32'}}]},'payload':""" + payload).replace('\'', '"').getBytes(UTF_8);

        assertThat(Told.by(parser, decoder.decode(record(null, message))).startsWith("refused: its value "))
                .isNotEqualTo(isTaken);
        assertThat(catchThrowable(() -> CONVERTER.toConnectData("mysql.shop.t", message)) instanceof DataException)
                .isNotEqualTo(isTaken);
    }

    @ParameterizedTest
    @CsvSource({"int64, 1001", "int32, -7", "double, 1.5"})
    void aKeyMayBeOneNumber(String type, String number) {
        String schema = "{\"schema\":{\"type\":\"" + type + "\",\"optional\":false},\"payload\":";

        Object key = key(record((schema + number + "}").getBytes(UTF_8), null));

        assertThat(key).hasToString(number);
    }

    @Test
    void messagesOfAnotherFormatAreRefusedAsSuch() {
        assertThat(Told.by(parser, decoder.decode(record(null, new byte[] {0, 0, 0, 0, 6, 2, 2}))))
                .startsWith("refused: its value is no JSON");
    }

    @Test
    void recordsThatAConverterHasDecodedAreATaskForTheOperator() {
        assertThatThrownBy(() -> decoder.decode(record(null, "text")))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(
                        "its value is no bytes but a String, and with this records.format the sink decodes it itself;"
                                + " set value.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    private Object key(SinkRecord record) {
        return decoder.decode(record).key();
    }

    private static SinkRecord record(Object key, Object value) {
        return new SinkRecord("mysql.shop.t", 0, null, key, null, value, 7);
    }
}

package io.mysqlredis.sink.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.event.BadRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1",
                "null | null",
                "12345678901234567890.10 | 12345678901234567890.10",
                "-1E+400 | -1E+400",
                "{ } | {}",
                "[ 1 , [ ] , true ] | [1,[],true]",
                "{\"a\" : 1, \"b\" : \" , : \"} | {\"a\":1,\"b\":\" , : \"}",
                "\"\\\" \" | \"\\\" \"",
                "[\"\\\\\", \" \"] | [\"\\\\\",\" \"]",
                "\"\\u0041 \\ud83d\" | \"\\u0041 \\ud83d\"",
                "{\"a b\":1, \"a b\":2} | {\"a b\":1,\"a b\":2}",
            })
    void whatIsLeftOutIsTheWhiteSpaceAroundTokensAndNothingElse(String json, String expected) {
        assertThat(JsonText.minified(json)).isEqualTo(expected);
    }

    @Test
    void everyKindOfWhiteSpaceAroundTokensGoes() {
        assertThat(JsonText.minified("\n[\t1,\r\n 2 ]\n")).isEqualTo("[1,2]");
    }

    @Test
    void snapshotAndBinlogAreTheSame() {
        assertThat(JsonText.minified("{\"a\": 1, \"b\": [1.5, \"x\", null, true]}"))
                .isEqualTo(JsonText.minified("{\"a\":1,\"b\":[1.5,\"x\",null,true]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1}}",
                "1 2",
                "1,2",
                "tru e",
                "01",
                "NaN",
                "+1",
                "'a'",
                "\"a",
                "\"a\\x\"",
                "\"\n\"",
                "{a:1}",
                "[1] // c",
                "\ufeff1",
                "\u00a01",
                "\"a\\",
            })
    void whatIsNoJsonIsRefused(String json) {
        assertThatThrownBy(() -> JsonText.minified(json))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("is no JSON")
                .hasNoCause();
    }

    @Test
    void noLengthIsTooLong() {
        String name = '"' + "n".repeat(70_000) + '"';
        String text = '"' + " x".repeat(15_000_000) + '"';
        String number = "9".repeat(5_000);

        String json = "{" + name + ":[" + text + "," + number + "]}";

        assertThat(JsonText.minified(json)).isEqualTo(json);
    }
}

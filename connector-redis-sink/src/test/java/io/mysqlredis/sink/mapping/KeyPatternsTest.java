package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternsTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            order:${pk}        -> order:1
            order:${pk}        -> order:1:a
            order:${pk}:lines  -> order:1:lines
            order:${pk}:lines  -> order:1:a:lines
            order:${pk}:lines  -> order:1\\:b:a:lines
            order:${pk}|lines  -> order:1|:a|lines
            order:${pk}|lines  -> order:1|:a\\||lines
            order:${id}:${name}:x -> order:-12:a\\:b:x
            ${table}:${pk}     -> orders:1
            """)
    void keysOfOneAndOfManyKeyColumnsAreOfTheForm(String template, String key) {
        assertThat(pattern(template).matches(utf8(key))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            order:${id}            -> order:1:lines
            order:${pk}:lines      -> order:1
            order:${name}:lines    -> order:a:b:lines
            order:${name}|lines    -> order:a|b|lines
            ${table}:${pk}         -> orders_1:1
            """)
    void otherKeysAreNot(String template, String key) {
        assertThat(pattern(template).matches(utf8(key))).isFalse();
    }

    @Test
    void aLongValueIsNoTroubleToRecognise() {
        String longText = "a\\:".repeat(1_000_000);

        assertThat(pattern("x:${name}:y").matches(utf8("x:" + longText + ":y"))).isTrue();
        assertThat(pattern("x:${pk}:y").matches(utf8("x:" + longText + ":" + longText + ":y")))
                .isTrue();
    }

    private static KeyPattern pattern(String template) {
        return KeyPatterns.of(
                Template.parse(template),
                new TableId("shop", "orders"),
                Rows.columns(Rows.integer("id"), Rows.text("name")),
                "hash");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

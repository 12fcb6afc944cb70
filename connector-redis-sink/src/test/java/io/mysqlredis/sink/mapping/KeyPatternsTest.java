package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternsTest {

    private static final Columns COLUMNS = Rows.columns(Rows.integer("id"), Rows.text("name"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "order:${id};             order:5;          true",
                "order:${id};             order:-5;         true",
                "order:${id};             order:5:items;    false",
                "order:${id};             order:;           false",
                "order:${id};             xorder:5;         false",
                "user:${name}:orders;     user:Ada:orders;  true",
                "user:${name}:orders;     user:A\\:b:orders; true",
                "user:${name}:orders;     user:A:b:orders;  false",
                "user:${name}:orders;     user::orders;     true",
                "user:${name};            user:a:b;         true",
                "${table}:${pk};          orders:5;         true",
                "${table}:${pk};          orders2:5;        false",
                "${database}.${table}:${pk}; shop.orders:5; true",
                "[${name}]:${id};         [x]:5;            true",
                "[${name}]:${id};         [x\\]]:5;         true",
                "[${name}]:${id};         [x]]:5;           false",
                "a*b:${id};               a*b:5;            true",
                "a*b:${id};               axb:5;            false",
                "all;                     all;              true",
                "→${name}→;               →ö→;              true",
            })
    void matchesTheKeysThatTheTemplateMakesOfThisTable(String template, String key, boolean expected) {
        KeyPattern pattern = KeyPatterns.of(Template.parse(template), new TableId("shop", "orders"), COLUMNS, "hash");

        assertThat(pattern.matches(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a*b?[c]\\:${id}, a\\*b\\?\\[c\\]\\\\:*", "${table}:${pk}, orders:*", "u:${name}:o, u:*:o"})
    void theGlobTakesTextsLiterally(String template, String glob) {
        KeyPattern pattern = KeyPatterns.of(Template.parse(template), new TableId("shop", "orders"), COLUMNS, "hash");

        assertThat(pattern.glob()).hasToString(glob);
    }

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

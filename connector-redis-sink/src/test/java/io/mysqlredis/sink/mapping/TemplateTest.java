package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final TableId TABLE = new TableId("shop", "orders");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "order:${id};                order:5",
                "${table}:${pk};             orders:5",
                "${database}.${table}:${id}; shop.orders:5",
                "all;                        all",
                "${name};                    Ada",
                "a$b{c}:${id};               a$b{c}:5",
                "user:${name}:orders;        user:Ada:orders",
                "${row.table};               a column called table",
                "${row.name};                Ada",
            })
    void itsValuesAreThoseOfTheRow(String template, String expected) {
        Row image = Rows.texts("id", "5", "name", "Ada", "table", "a column called table");

        assertThat(render(template, Rows.texts("id", "5"), image)).isEqualTo(expected);
    }

    /** Of two values a and b that are rows apart, never the same key. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "${a}:${b};   x;   y;   x:y",
                "${a}:${b};   x:;  y;   x\\::y",
                "${a}:${b};   x;   :y;  x::y",
                "${a}:${b};   x\\; y;   x\\\\:y",
                "${a}:${b};   x:y; z;   x\\:y:z",
                "${a}:${b};   x;   y:z; x:y:z",
                "${a}::${b};  x:;  y;   x\\:::y",
                "${a}|${b};   x:|; y;   x:\\||y",
                "${a}|${b};   x;   \\;  x|\\",
                "${a}→${b};   ←→;  y;   \\←\\→→y",
                "${a}:${b}:;  x;   y:;  x:y\\::",
                "{${a}}:${b}; x};  y;   {x\\}}:y",
                "${pk};       x:;  y;   x\\::y",
                "${pk}|;      x|;  y|;  x|:y\\||",
                "${a};        :\\; y;   :\\",
            })
    void whatCouldBeTakenForTheTextThatFollowsIsMarked(String template, String a, String b, String expected) {
        Row row = Rows.texts("a", a, "b", b);

        assertThat(render(template, row, row)).isEqualTo(expected);
    }

    @Test
    void theTablesNameIsMarkedLikeAValue() {
        Row row = Rows.texts("id", "5");
        RowShape shape = new RowShape(new TableId("s:x", "a:b"), row.columns(), row.columns());

        assertThat(Template.parse("${database}:${table}:${id}")
                        .bind(shape, "mappings.x.key", ValueRendering.ISO)
                        .render(row, row))
                .hasToString("Optional[s\\:x:a\\:b:5]");
    }

    @Test
    void aValueThatIsEmptyIsNotNull() {
        Row row = Rows.texts("id", "");

        assertThat(render("${id}", row, row)).isEmpty();
    }

    @Test
    void nullInAColumnMakesNoKey() {
        Row image = Rows.texts("id", "5", "email", null);

        assertThat(bind("email:${email}", Rows.texts("id", "5"), image)).isEmpty();
    }

    @Test
    void nullInTheRecordsKeyIsRefused() {
        Row key = Rows.texts("code", null);

        assertThatThrownBy(() -> render("${code}", key, key))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("key column code is NULL")
                .hasMessageContaining("message.key.columns");
    }

    @Test
    void aColumnThatTheTableDoesNotHaveIsNamedWithThoseThatItHas() {
        Row row = Rows.texts("id", "5", "name", "Ada");

        assertThatThrownBy(() -> render("${nmae}", row, row))
                .isInstanceOf(BadRecordException.class)
                .hasMessage(
                        "mappings.x.key names the column nmae, which table shop.orders does not have in this record;"
                                + " it has id, name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' |           is empty",
                "a${ |          has a ${ without its }",
                "${a}${b} |     has two values side by side before position 8; put a delimiter such as : between them, or"
                        + " two rows could share an entry",
                "x:${ id } |    has ${ id }; between ${ and } stands the column's name alone, without blanks around it or backticks",
                "x:${`a b`} |   has ${`a b`}; between ${ and } stands the column's name alone, without blanks around it or backticks",
                "x${} |         has a ${} without a name; name a column, or table, database or pk",
                "${a}:${b |     has a ${ without its }",
                "${a}\\${b} |   has a \\ after the value that ends at position 4, where it could be taken for a mark within the value; put another delimiter there",
            })
    void whatIsNoTemplateIsRefused(String text, String message) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static String render(String template, Row key, Row image) {
        return bind(template, key, image).orElseThrow();
    }

    private static Optional<String> bind(String template, Row key, Row image) {
        RowShape shape = new RowShape(TABLE, key.columns(), image.columns());
        return Template.parse(template)
                .bind(shape, "mappings.x.key", ValueRendering.ISO)
                .render(key, image)
                .map(Object::toString);
    }
}

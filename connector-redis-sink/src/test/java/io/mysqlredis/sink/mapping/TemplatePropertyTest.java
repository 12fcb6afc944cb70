package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.InstantFormat;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TemplatePropertyTest {

    private static final TableId TABLE = new TableId("shop", "orders");

    @Provide
    Arbitrary<String> delimiters() {
        return Arbitraries.strings()
                .withChars(':', '|', 'x', '→', '\\')
                .ofMinLength(1)
                .ofMaxLength(3)
                .filter(delimiter -> !delimiter.startsWith("\\"));
    }

    @Property(tries = 30)
    void twoListsOfValuesNeverMakeTheSameText(
            @ForAll("delimiters") String delimiter, @ForAll("delimiters") String end) {
        Template template = Template.parse("${a}" + delimiter + "${b}" + end);
        List<String> texts = texts("x\\" + delimiter.charAt(0) + end.charAt(0), 3);
        Map<Bytes, List<String>> made = new HashMap<>();
        for (String a : texts) {
            for (String b : texts) {
                List<String> former = made.put(render(template, a, b), List.of(a, b));
                assertThat(former).as(template + " of " + a + " and " + b).isIn(null, List.of(a, b));
            }
        }
    }

    /** Or {@code x\} before {@code y} would make what {@code x} makes before {@code \\y}. */
    @Test
    void aBackslashCannotDelimitValues() {
        assertThatThrownBy(() -> Template.parse("${a}\\${b}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "has a \\ after the value that ends at position 4, where it could be taken for a mark within"
                                + " the value; put another delimiter there");
    }

    /** All that can be made of these characters. */
    private static List<String> texts(String characters, int maxLength) {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int from = 0, length = 1; length <= maxLength; length++) {
            int to = texts.size();
            for (String shorter : List.copyOf(texts.subList(from, to))) {
                characters.chars().distinct().forEach(c -> texts.add(shorter + (char) c));
            }
            from = to;
        }
        return texts;
    }

    private static Bytes render(Template template, String a, String b) {
        Row row = Rows.texts("a", a, "b", b);
        return template.bind(
                        new RowShape(TABLE, row.columns(), row.columns()), "key", new ValueRendering(InstantFormat.ISO))
                .render(row, row)
                .orElseThrow();
    }
}

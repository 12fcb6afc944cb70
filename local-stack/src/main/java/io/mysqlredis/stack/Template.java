package io.mysqlredis.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's configuration with places like <code>@port@</code>, of which none is left when it is rendered. */
record Template(String name, String text) {
    private static final Pattern PLACE = Pattern.compile("@([a-zA-Z]+)@");

    static Template named(String name) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("No such template: " + name);
            }
            return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    String render(Map<String, ?> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
    }

    /** Writes the rendered text under the template's name into the folder. */
    Path renderInto(Path folder, Map<String, ?> values) throws IOException {
        return Files.writeString(folder.resolve(name), render(values));
    }

    private String value(Map<String, ?> values, String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(name + " needs a value for " + key);
        }
        return value.toString();
    }
}

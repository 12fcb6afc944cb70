package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who starts docker-compose.yml opens nothing beyond this machine, and gets the versions and the passwords that are written down. */
class ComposeFileTest {

    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern PORTS = Pattern.compile("(?m)^ {4}ports:(.+)$");
    private static final Pattern IMAGE = Pattern.compile("(?m)^ +image: (.+)$");
    /** A service, or a template of services, which is called {@code x-} and its anchor. */
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?: {2}([a-z0-9-]+)|(x-[a-z-]+)): *(?:&.+)?\\n((?: +\\S.*\\n)+)(?=\\n)");

    private static final Pattern TEMPLATE = Pattern.compile("<<: \\*([a-z-]+)\\n");
    private static final Pattern FROM = Pattern.compile("(?m)^ARG [A-Z]+_IMAGE=(.+)$");
    private static final Pattern PASSWORD = Pattern.compile(
            "(?m)^ +(?:[A-Z_]*PASSWORD|REDISCLI_AUTH): \\$\\{([A-Z_]+)(?::\\?see docs/compose\\.md)?}$");
    private static final Pattern RIGHTS = Pattern.compile("-@all( \\+[a-z|+ ]+)");

    @Test
    void everyPortIsOnLoopback() throws IOException {
        List<String> ports = matches(PORTS, text("docker-compose.yml"));

        assertThat(ports)
                .hasSizeGreaterThan(5)
                .allSatisfy(port ->
                        assertThat(port).matches(" \\[\"127\\.0\\.0\\.1:\\$\\{STACK_[A-Z]+_PORT:-\\d+}:\\d+\"]"));
        assertThat(text("docker-compose.yml")).doesNotContain("network_mode");
    }

    @Test
    void everyImageHasAVersionAndAVariable() throws IOException {
        List<String> images = matches(IMAGE, text("docker-compose.yml"));

        assertThat(images)
                .hasSizeGreaterThan(6)
                .allSatisfy(image -> assertThat(image).matches("\\$\\{[A-Z]+_IMAGE:-[a-z/-]+:v?\\d+\\.\\d+[^:}]*}"));
        assertThat(matches(FROM, text("docker/connect/Dockerfile")))
                .singleElement()
                .satisfies(image -> assertThat(images).contains("${KAFKA_IMAGE:-" + image + "}"));
    }

    @Test
    void everyServiceIsStartedAgainWhenItEndsAndTellsWhetherItIsWell() throws IOException {
        String compose = text("docker-compose.yml");
        String image = text("docker/connect/Dockerfile");
        Map<String, String> services = new HashMap<>();
        Map<String, String> templates = new HashMap<>();
        BLOCK.matcher(compose).results().forEach(block -> {
            if (block.group(1) == null) {
                templates.put(block.group(2), block.group(3));
            } else {
                services.put(block.group(1), block.group(3));
            }
        });

        assertThat(compose).containsOnlyOnce("restart:");
        assertThat(services.keySet())
                .contains("mysql", "watchdog", "redis-cluster-3", "redis-sentinel-3", "grafana")
                .hasSameSizeAs(matches(
                        Pattern.compile("(?m)^ {2}([a-z0-9-]+):$"),
                        compose.substring(compose.indexOf("\nservices:\n"), compose.indexOf("\nvolumes:\n"))));
        assertThat(services).allSatisfy((name, block) -> {
            String whole = withTemplates(block, templates);
            assertThat(whole).as(name).contains("restart: unless-stopped\n");
            // The watchdog's is in its image.
            assertThat(name.equals("watchdog") ? image : whole).as(name).containsIgnoringCase("healthcheck");
        });
    }

    private static String withTemplates(String block, Map<String, String> templates) {
        Matcher template = TEMPLATE.matcher(block);
        return template.find() ? block + withTemplates(templates.get("x-" + template.group(1)), templates) : block;
    }

    @Test
    void everyPasswordIsOneOfTheFileOfPasswordsWhichHasNoOther() throws IOException {
        String compose = text("docker-compose.yml");
        Properties passwords = new Properties();
        passwords.load(new StringReader(text(".env")));

        assertThat(matches(PASSWORD, compose)).containsAll(passwords.stringPropertyNames());
        assertThat(passwords.stringPropertyNames())
                .containsAll(matches(PASSWORD, compose))
                // One that is missing stops the command.
                .allSatisfy(name -> assertThat(compose).contains("${" + name + ":?see docs/compose.md}"));
        assertThat(compose.lines().filter(line -> line.matches(" +[A-Z_]*(PASSWORD|AUTH|SECRET)[A-Z_]*:.*")))
                .hasSameSizeAs(matches(PASSWORD, compose));
    }

    @Test
    void theSinksUserHasTheRightsOfTheGuide() throws IOException {
        String guide = matches(RIGHTS, text("docs/connecting.md")).get(0);

        assertThat(matches(RIGHTS, text("docker/redis/start"))).singleElement().isEqualTo(guide + " +cluster|slots ");
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static String text(String file) throws IOException {
        return Files.readString(CHECKOUT.resolve(file));
    }
}

package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
    @Test
    void everyPlaceIsFilled() {
        Template template = new Template("x.properties", "a=@port@\nb=127.0.0.1:@port@,@other@\n");

        assertThat(template.render(Map.of("port", 7, "other", "$1\\"))).isEqualTo("a=7\nb=127.0.0.1:7,$1\\\n");
    }

    @Test
    void placeWithoutValueIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Template("x.properties", "a=@port@").render(Map.of("other", 1)))
                .withMessage("x.properties needs a value for port");
    }

    @Test
    void addressesOfLoginsAreNoPlaces() throws IOException {
        assertThat(Template.named("logins.sql").render(Map.of())).contains("'debezium'@'127.0.0.1'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql.cnf", "redis.conf", "kafka.properties", "connect.properties"})
    void everyServerListensOnLoopbackOnly(String name) throws IOException {
        String text = Template.named(name)
                .render(Map.of(
                        "port", 1234, "kafkaPort", 1235, "controllerPort", 1236, "group", "g", "plugins", "/plugins"));

        assertThat(text.lines().filter(line -> line.matches("(listeners|bind|bind-address)\\b.*")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("127.0.0.1"));
        assertThat(text).contains("1234").doesNotContain("0.0.0.0");
    }
}

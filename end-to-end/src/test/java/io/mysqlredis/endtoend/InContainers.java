package io.mysqlredis.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test of what only docker-compose.yml has. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("containers")
@EnabledIf(value = "io.mysqlredis.endtoend.Pipeline#isInContainers", disabledReason = "the servers are no containers")
@interface InContainers {}

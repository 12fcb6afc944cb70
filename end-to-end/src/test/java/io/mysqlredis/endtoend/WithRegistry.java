package io.mysqlredis.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of what is particular to Avro by Confluent's converter, on the {@link Pipeline} that all tests in this format share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "pipeline.format", matches = "avro")
@ExtendWith(SharedPipeline.class)
@interface WithRegistry {}

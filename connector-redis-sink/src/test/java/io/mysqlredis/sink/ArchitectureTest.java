package io.mysqlredis.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The table of packages in ARCHITECTURE.md: what each may depend on. */
@AnalyzeClasses(packages = "io.mysqlredis.sink", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.mysqlredis.sink";
    private static final String COMMAND = ROOT + ".command";
    private static final String EVENT = ROOT + ".event";
    private static final String MAPPING = ROOT + ".mapping";
    private static final String RENDERING = ROOT + ".rendering";
    private static final String FILTER = ROOT + ".filter";
    private static final String WRITER = ROOT + ".writer";
    private static final String WATERMARK = ROOT + ".watermark";
    private static final String DELIVERY = ROOT + ".delivery";
    private static final String METRICS = ROOT + ".metrics";
    private static final String CONFIG = ROOT + ".config";
    private static final String AVRO = ROOT + ".avro";
    private static final String JSON = ROOT + ".json";
    private static final String REGISTRY = ROOT + ".registry";
    private static final String TRANSFORM = ROOT + ".transform";
    private static final String JDK = "java..";
    private static final String CONNECT_API = "org.apache.kafka..";
    private static final String JACKSON = "com.fasterxml.jackson.core..";
    private static final String JACKSON_TREES = "com.fasterxml.jackson.databind..";
    private static final String AVRO_LIBRARY = "org.apache.avro..";
    private static final String CEL = "dev.cel..";
    /** CEL's lists, and its unsigned numbers. */
    private static final String GUAVA = "com.google.common..";

    private static final String JEDIS = "redis.clients.jedis..";
    private static final String HISTOGRAMS = "org.HdrHistogram..";
    private static final String TLS = "javax.net.ssl..";
    private static final String LOGGING = "org.slf4j..";

    @ArchTest
    static final ArchRule COMMANDS_ARE_PLAIN_VALUES = only(COMMAND, JDK);

    @ArchTest
    static final ArchRule EVENTS_COME_FROM_CONNECT_RECORDS = only(EVENT, WATERMARK, JDK, CONNECT_API);

    @ArchTest
    static final ArchRule AVRO_BECOMES_EVENTS = only(AVRO, EVENT, JDK, CONNECT_API, AVRO_LIBRARY);

    @ArchTest
    static final ArchRule JSON_BECOMES_EVENTS = only(JSON, EVENT, JDK, CONNECT_API, JACKSON, JACKSON_TREES);

    @ArchTest
    static final ArchRule THE_REGISTRY_IS_ASKED_FOR_SCHEMAS =
            only(REGISTRY, AVRO, EVENT, JDK, AVRO_LIBRARY, JACKSON, JACKSON_TREES);

    @ArchTest
    static final ArchRule THE_MAPPING_KNOWS_NEITHER_CONNECT_NOR_JEDIS =
            only(MAPPING, EVENT, COMMAND, RENDERING, FILTER, JDK, JACKSON);

    @ArchTest
    static final ArchRule RENDERING_KNOWS_NOTHING_BUT_COLUMNS = only(RENDERING, EVENT, JDK, JACKSON);

    @ArchTest
    static final ArchRule FILTERS_ALONE_KNOW_CEL = only(FILTER, EVENT, RENDERING, JDK, CEL, GUAVA);

    @ArchTest
    static final ArchRule THE_WRITER_KNOWS_NEITHER_CONNECT_NOR_EVENTS =
            only(WRITER, COMMAND, WATERMARK, JDK, JEDIS, TLS, LOGGING);

    @ArchTest
    static final ArchRule WATERMARKS_ARE_PLAIN_VALUES = only(WATERMARK, JDK);

    @ArchTest
    static final ArchRule THE_DELIVERY_KNOWS_NEITHER_EVENTS_NOR_JEDIS =
            only(DELIVERY, COMMAND, WATERMARK, WRITER, JDK, CONNECT_API, LOGGING);

    @ArchTest
    static final ArchRule METRICS_ARE_COUNTED_BY_WHAT_THE_DELIVERY_TELLS =
            only(METRICS, DELIVERY, COMMAND, WATERMARK, JDK, CONNECT_API, HISTOGRAMS, LOGGING);

    @ArchTest
    static final ArchRule ONLY_METRICS_KNOW_KAFKAS_METRICS = noClasses()
            .that()
            .resideOutsideOfPackages(METRICS, ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.common.metrics..");

    @ArchTest
    static final ArchRule SETTINGS_BECOME_VALUES_OF_OTHER_PACKAGES = only(
            CONFIG, AVRO, EVENT, JSON, MAPPING, FILTER, REGISTRY, RENDERING, WRITER, JDK, CONNECT_API, TLS, LOGGING);

    @ArchTest
    static final ArchRule THE_TRANSFORM_OF_THE_SOURCE_KNOWS_NOTHING_OF_THE_SINK = only(TRANSFORM, JDK, CONNECT_API);

    @ArchTest
    static final ArchRule THERE_IS_NO_CYCLE =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    private static ArchRule only(String thePackage, String... others) {
        String[] allowed = java.util.Arrays.copyOf(others, others.length + 1);
        allowed[others.length] = thePackage;
        return classes()
                .that()
                .resideInAPackage(thePackage)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}

package io.mysqlredis.endtoend.servers;

import java.nio.file.Path;
import java.util.Optional;

/** Which servers the tests run on, by the system property {@code stack}: containers, local, or what is there. */
public enum Choice {
    CONTAINERS,
    LOCAL;

    private static Choice made;

    /** Starts the servers of a pipeline; the name keeps the files of local ones apart from those of other tests. */
    public static Servers start(Path checkout, String name) {
        return isContainers(checkout) ? ContainerServers.start(checkout) : LocalServers.start(checkout, name);
    }

    /** Looked up once, so that all tests run on the same. */
    public static synchronized boolean isContainers(Path checkout) {
        if (made == null) {
            made = of(System.getProperty("stack", "local"), checkout);
        }
        return made == CONTAINERS;
    }

    /** Prints what is chosen and why; throws where what is asked for is not there. */
    static Choice of(String wanted, Path checkout) {
        return switch (wanted) {
            case "local" -> LOCAL.because("-Dstack=local asks for it");
            case "containers" -> {
                lack(checkout).ifPresent(lack -> {
                    throw new IllegalStateException("-Dstack=containers cannot be followed: " + lack);
                });
                yield CONTAINERS.because("-Dstack=containers asks for it");
            }
            case "auto" -> {
                Optional<String> lack = lack(checkout);
                yield lack.isPresent() ? LOCAL.because(lack.get()) : CONTAINERS.because("engine and images are there");
            }
            default -> throw new IllegalArgumentException("-Dstack is containers, local or auto, not " + wanted);
        };
    }

    private static Optional<String> lack(Path checkout) {
        return new ContainerEngine(checkout).lack();
    }

    private Choice because(String reason) {
        System.out.println("stack: " + (this == CONTAINERS ? "containers" : "local") + " (" + reason + ")");
        return this;
    }
}

package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one folder outside of which a stack of this name writes nothing. */
record StackFolder(Path root, String name) {
    StackFolder {
        if (!name.matches("[a-z0-9][a-z0-9-]*") || name.equals("servers")) {
            throw new StackException("Not a name for a stack (letters, digits, hyphens): " + name);
        }
    }

    static StackFolder of(Path checkout, String name) {
        return new StackFolder(checkout.toAbsolutePath().normalize().resolve(".stack"), name);
    }

    /** Unpacked programs, shared by all stacks of this checkout. */
    Path servers() {
        return root.resolve("servers");
    }

    /** The folder of something more that belongs to this stack. */
    StackFolder beside(String addition) {
        return new StackFolder(root, name + "-" + addition);
    }

    Path home() {
        return root.resolve(name);
    }

    Path run() {
        return home().resolve("run");
    }

    Path data(ServerName server) {
        return home().resolve("data").resolve(server.id());
    }

    Path log(ServerName server) {
        return home().resolve("logs").resolve(server.id() + ".log");
    }

    Path processFile(ServerName server) {
        return run().resolve(server.id() + ".process");
    }

    Path lockFile() {
        return home().resolve("lock");
    }

    void create() throws IOException {
        Files.createDirectories(servers());
        Files.createDirectories(home().resolve("data"));
        Files.createDirectories(home().resolve("logs"));
        Files.createDirectories(run());
    }

    /** Everything but the lock. */
    void wipe() throws IOException {
        FileTree.delete(home().resolve("data"));
        FileTree.delete(home().resolve("logs"));
        FileTree.delete(run());
        create();
    }
}

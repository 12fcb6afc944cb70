package io.mysqlredis.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * MySQL, Redis, Kafka and Kafka Connect as processes of this machine, all of whose files lie in the folder
 * {@code .stack} of the checkout and all of whose ports are on 127.0.0.1.
 *
 * <p>The servers outlive this program. Stacks of different names and ports do not touch each other. Any failure is a
 * {@link StackException} with one clear line.
 */
public final class LocalStack {
    private final StackFolder folder;
    private final StackPorts ports;
    private final Distribution distribution;
    private final Map<ServerName, Server> servers;
    private final List<Server> moreWorkers = new ArrayList<>();

    private LocalStack(StackFolder folder, StackPorts ports, Distribution distribution) {
        this.folder = folder;
        this.ports = ports;
        this.distribution = distribution;
        this.servers = programs().stream()
                .map(program -> new Server(program, ports.listeners(program.name()), folder))
                .collect(Collectors.toMap(Server::name, Function.identity()));
    }

    /** The stack of that name in a checkout, whose build has assembled the programs in {@code local-stack/target}. */
    public static LocalStack of(Path checkout, String name, StackPorts ports) {
        return of(checkout, name, ports, checkout.resolve("local-stack/target/local-stack"));
    }

    /** The same with the assembled programs in another folder. */
    public static LocalStack of(Path checkout, String name, StackPorts ports, Path distribution) {
        SupportedHost.require();
        return new LocalStack(
                StackFolder.of(checkout, name),
                ports,
                new Distribution(distribution.toAbsolutePath().normalize()));
    }

    /** Starts what does not run and returns when all four answer; where one fails, stops what this call has started. */
    public void up(Progress progress) {
        FolderLock.holding(folder.lockFile(), progress, () -> start(progress));
    }

    /** Stops what runs, deletes the data and the logs, and starts. */
    public void upFresh(Progress progress) {
        FolderLock.holding(folder.lockFile(), progress, () -> {
            distribution.requireBuilt();
            stopAll(progress);
            servers.values().forEach(Server::requireStartable);
            wipe();
            start(progress);
        });
    }

    /** Stops what runs, Connect first; the data stays. */
    public void down(Progress progress) {
        FolderLock.holding(folder.lockFile(), progress, () -> stopAll(progress));
    }

    /** What each server is doing, in the order of {@link ServerName}; waits for no other call. */
    public List<ServerStatus> status() {
        return Arrays.stream(ServerName.values())
                .parallel()
                .map(name -> server(name).status())
                .toList();
    }

    /** Where the servers answer once the stack is up. */
    public Endpoints endpoints() {
        return Endpoints.of(ports);
    }

    /** One of the servers, to stop, kill and start it alone. */
    public Server server(ServerName name) {
        return servers.get(name);
    }

    /** Where a server of this stack keeps its data, to look at or to replace while it does not run. */
    public Path data(ServerName name) {
        return folder.data(name);
    }

    /** One more worker of the stack's Connect cluster, not started; it is no part of {@link #up}, but {@link #down} stops it. */
    public Server anotherWorker(String name) {
        return worker(name, ConnectProgram.GROUP);
    }

    /** The worker of a second Connect cluster on the same Kafka; the rest as for {@link #anotherWorker}. */
    public Server anotherCluster(String name) {
        return worker(name, name);
    }

    private Server worker(String name, String group) {
        StackFolder own = folder.beside(name);
        StackPorts where = ports.withConnect(StackPorts.free().connect());
        Server worker = new Server(
                new ConnectProgram(own, files(), distribution, where, group), where.listeners(ServerName.CONNECT), own);
        try {
            own.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moreWorkers.add(worker);
        return worker;
    }

    private void wipe() {
        try {
            folder.wipe();
        } catch (IOException e) {
            throw new StackException("Cannot delete the data in " + folder.home() + ": " + e, e);
        }
    }

    private void start(Progress progress) {
        distribution.requireBuilt();
        try {
            folder.create();
        } catch (IOException e) {
            throw new StackException("Cannot write into " + folder.root() + ": " + e, e);
        }
        servers.values().forEach(Server::requireStartable);
        DiskSpace.require(folder.root());
        new Start(new Attempt(folder, progress))
                .run(List.of(
                        List.of(server(ServerName.KAFKA), server(ServerName.CONNECT)),
                        List.of(server(ServerName.MYSQL)),
                        List.of(server(ServerName.REDIS))));
    }

    private void stopAll(Progress progress) {
        moreWorkers.forEach(Server::stop);
        for (ServerName name : List.of(ServerName.CONNECT, ServerName.KAFKA, ServerName.REDIS, ServerName.MYSQL)) {
            Server server = server(name);
            boolean runs = server.pid().isPresent();
            server.stopWithin(Server.GRACE);
            if (runs) {
                progress.report("%-8s stopped".formatted(name.label()));
            }
        }
    }

    private List<ServerProgram> programs() {
        ServerFiles files = files();
        return List.of(
                new MySqlProgram(folder, files, distribution, ports),
                new RedisProgram(folder, files, distribution, ports),
                new KafkaProgram(folder, files, distribution, ports),
                new ConnectProgram(folder, files, distribution, ports, ConnectProgram.GROUP));
    }

    private ServerFiles files() {
        return new ServerFiles(folder.servers());
    }
}

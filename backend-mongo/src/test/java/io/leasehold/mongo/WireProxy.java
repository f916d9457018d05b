package io.leasehold.mongo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.bson.BsonDocument;

/**
 * Stands between a client and a server, understands what passes, and gives each of the store's commands a fate. What the driver sends for
 * its own purposes always passes. One thread a connection, one command after the other. Thread-safe.
 */
final class WireProxy implements AutoCloseable {
    /** What a store sends. */
    private static final Set<String> COMMANDS = Set.of(
            "find",
            "aggregate",
            "getMore",
            "insert",
            "update",
            "delete",
            "findAndModify",
            "count",
            "distinct",
            "createIndexes",
            "listIndexes",
            "listCollections",
            "bulkWrite",
            "create");

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final Function<BsonDocument, Fate> fates;
    private final boolean logins;
    private final Executor connections;
    private final AtomicInteger commands = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private WireProxy(
            ServerSocket listening,
            InetSocketAddress server,
            Function<BsonDocument, Fate> fates,
            boolean logins,
            Executor connections) {
        this.listening = listening;
        this.server = server;
        this.fates = fates;
        this.logins = logins;
        this.connections = connections;
    }

    /** One that decides the fate of logins as well, which the stand-in knows nothing of. */
    static WireProxy withLogins(String servers, Function<BsonDocument, Fate> fates) {
        return started(servers, fates, true, WireProxy::start);
    }

    /** @param fates of each command, by its document */
    static WireProxy before(String servers, Function<BsonDocument, Fate> fates) {
        return started(servers, fates, false, WireProxy::start);
    }

    /** One that is reached at once, and serves nobody before so long is over. */
    static WireProxy slowToStart(String servers, Duration delay) {
        CompletableFuture<Void> started =
                new CompletableFuture<Void>().completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS);
        return started(
                servers, command -> new Fate.Passed(), false, work -> started.thenRunAsync(work, WireProxy::start));
    }

    private static WireProxy started(
            String servers, Function<BsonDocument, Fate> fates, boolean logins, Executor connections) {
        String[] first =
                servers.replaceFirst("^[^/]*//([^@/]*@)?", "").split("[,/?]")[0].split(":");
        try {
            WireProxy proxy = new WireProxy(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    new InetSocketAddress(first[0], first.length == 2 ? Integer.parseInt(first[1]) : 27017),
                    fates,
                    logins,
                    connections);
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Which leads to this server alone, whatever set it belongs to. */
    String uri(String database) {
        return "mongodb://127.0.0.1:" + listening.getLocalPort() + "/" + database + "?directConnection=true";
    }

    /** How many of the store's commands came by. */
    int commands() {
        return commands.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                connections.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client;
                Socket behind = new Socket(server.getAddress(), server.getPort())) {
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            InputStream requests = new BufferedInputStream(client.getInputStream());
            InputStream answers = new BufferedInputStream(behind.getInputStream());
            boolean lasts = true;
            while (lasts) {
                WireMessage request = WireMessage.read(requests);
                lasts = passOn(request, fate(request), behind.getOutputStream(), answers, client.getOutputStream());
            }
        } catch (IOException e) {
            return;
        } finally {
            open.remove(client);
        }
    }

    private Fate fate(WireMessage request) {
        BsonDocument command = request.document().orElseGet(BsonDocument::new);
        String name = command.isEmpty() ? "" : command.getFirstKey();
        if (logins && name.startsWith("sasl")) {
            return fates.apply(command);
        } else if (!COMMANDS.contains(name)) {
            return new Fate.Passed();
        }
        commands.incrementAndGet();
        return fates.apply(command);
    }

    /** Answers whether the connection lasts. */
    private static boolean passOn(
            WireMessage request, Fate fate, OutputStream server, InputStream answers, OutputStream client)
            throws IOException {
        if (fate instanceof Fate.Answered canned) {
            client.write(request.answer(canned.answer()).bytes());
            return true;
        } else if (fate instanceof Fate.Swallowed) {
            return true;
        } else if (fate instanceof Fate.CutBefore) {
            return false;
        }
        server.write(request.bytes());
        WireMessage answer = WireMessage.read(answers);
        if (fate instanceof Fate.CutAfter) {
            return false;
        } else if (fate instanceof Fate.AnsweredOtherwise otherwise) {
            answer = answer.with(otherwise.change().apply(answer.document().orElseThrow()));
        }
        client.write(answer.bytes());
        while (answer.moreToCome()) {
            answer = WireMessage.read(answers);
            client.write(answer.bytes());
        }
        return true;
    }

    /** Connections are refused from now on, and those that are open end. */
    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

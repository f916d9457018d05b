package io.leasehold.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A message gateway on a free port of the loopback. It sends each text once per key, takes a key from the header or the path, can be
 * asked for one by GET, and once for each text with such a word it loses the answer or the request.
 */
final class HttpGateway implements AutoCloseable {
    /** A text with this word is sent, and its first answer is lost. */
    static final String LOST = "today";

    /** The first request with this word breaks off before anything is sent. */
    static final String BROKEN = "tonight";

    private final HttpServer server;
    private final Map<String, String> sent = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    HttpGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String uri() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/messages";
    }

    /** The texts that went out, in order. */
    synchronized Collection<String> texts() {
        return List.copyOf(sent.values());
    }

    /** Each request: its method and its key. */
    List<String> requests() {
        return requests;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String header = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String key =
                header != null ? header : exchange.getRequestURI().getPath().substring("/messages/".length());
        String request = exchange.getRequestMethod() + " " + key;
        boolean first = !requests.contains(request);
        requests.add(request);
        if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, sent.containsKey(key) ? 200 : 404);
        } else if (first && text.contains(BROKEN)) {
            exchange.close();
        } else {
            sent.putIfAbsent(key, text);
            if (first && text.contains(LOST)) {
                exchange.close();
            } else {
                answer(exchange, 204);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

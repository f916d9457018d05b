package io.leasehold.redis;

import io.leasehold.tck.Cut;
import io.leasehold.tck.Scissors;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Stands between a client and a server, and cuts one of the client's scripts: refuses it, drops it, or drops its answer; a dropped one
 * ends the connection. One thread a connection, one request after the other. Thread-safe.
 */
final class CutProxy implements AutoCloseable {
    private static final String REFUSAL = "-LOADING Redis is loading the dataset in memory\r\n";

    private final ServerSocket listening;
    private final URI server;
    private final Scissors scissors = new Scissors();

    private CutProxy(ServerSocket listening, URI server) {
        this.listening = listening;
        this.server = server;
    }

    static CutProxy before(String uri) {
        try {
            CutProxy proxy = new CutProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(uri));
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    String uri() {
        String user = server.getRawUserInfo() == null ? "" : server.getRawUserInfo() + "@";
        return "redis://" + user + "127.0.0.1:" + listening.getLocalPort() + server.getRawPath();
    }

    synchronized void cut(int nth, Cut cut) {
        scissors.cut(nth, cut);
    }

    synchronized boolean mend() {
        return scissors.mend();
    }

    private synchronized boolean meets(byte[] request) {
        return new String(request, 0, Math.min(request.length, 40), StandardCharsets.ISO_8859_1).contains("\r\nEVAL")
                && scissors.meet();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket behind = new Socket(server.getHost(), server.getPort())) {
            InputStream requests = new BufferedInputStream(client.getInputStream());
            InputStream answers = new BufferedInputStream(behind.getInputStream());
            while (true) {
                byte[] request = message(requests);
                boolean met = meets(request);
                if (met && scissors.cut() == Cut.REFUSED) {
                    client.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.US_ASCII));
                    continue;
                } else if (met && scissors.cut() == Cut.REQUEST_LOST) {
                    return;
                }
                behind.getOutputStream().write(request);
                byte[] answer = message(answers);
                if (met) {
                    return;
                }
                client.getOutputStream().write(answer);
            }
        } catch (IOException e) {
            return;
        }
    }

    /** One whole message of the protocol, request or answer. */
    private static byte[] message(InputStream from) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        copy(from, read);
        return read.toByteArray();
    }

    private static void copy(InputStream from, ByteArrayOutputStream to) throws IOException {
        String line = line(from, to);
        int count = line.charAt(0) == '*' || line.charAt(0) == '$' ? Integer.parseInt(line.substring(1)) : 0;
        if (line.charAt(0) == '$' && count >= 0) {
            to.write(from.readNBytes(count + 2));
        }
        for (int i = 0; line.charAt(0) == '*' && i < count; i++) {
            copy(from, to);
        }
    }

    private static String line(InputStream from, ByteArrayOutputStream to) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = from.read();
            if (next < 0) {
                throw new EOFException();
            }
            to.write(next);
            if (next == '\n') {
                return line.toString();
            } else if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

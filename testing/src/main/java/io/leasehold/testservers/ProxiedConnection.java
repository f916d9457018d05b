package io.leasehold.testservers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.Consumer;

/** One connection through a {@link FaultProxy}: a thread for either direction. */
final class ProxiedConnection {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int PIECE_MILLIS = 20;

    private final Socket client;
    private final Socket server = new Socket();
    private final Faults faults;
    private final Consumer<ProxiedConnection> closed;
    private final Faults.Turn turn = new Faults.Turn();

    ProxiedConnection(Socket client, Faults faults, Consumer<ProxiedConnection> closed) {
        this.client = client;
        this.faults = faults;
        this.closed = closed;
    }

    void start(InetSocketAddress to) {
        run(() -> {
            try {
                connect(to);
            } catch (IOException e) {
                reset();
            }
        });
    }

    private void connect(InetSocketAddress to) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        server.connect(to, CONNECT_MILLIS);
        InputStream answers = server.getInputStream();
        OutputStream back = client.getOutputStream();
        run(() -> pump(answers, back, false));
        pump(client.getInputStream(), server.getOutputStream(), true);
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-connection");
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(InputStream from, OutputStream to, boolean request) {
        try {
            copy(from, to, request);
            faults.ofEnd(turn, request);
        } catch (IOException e) {
            // A side has gone, so the other goes too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void copy(InputStream from, OutputStream to, boolean request) throws IOException, InterruptedException {
        byte[] bytes = new byte[16 << 10];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            switch ((request ? faults.ofRequest(turn) : faults.ofAnswer(turn)).kind()) {
                case DROP -> {}
                case STRAY -> {
                    if (request) {
                        stray(from, to, Arrays.copyOf(bytes, count));
                    } else {
                        close();
                    }
                }
                case CUT -> close();
                case RESET -> reset();
                case PASS, LATE, HOLD -> to.write(bytes, 0, count);
            }
        }
    }

    private void stray(InputStream from, OutputStream to, byte[] begun) throws IOException, InterruptedException {
        byte[] request = whole(from, begun);
        close(client);
        faults.ofStray(turn);
        try {
            to.write(request);
            server.shutdownOutput();
        } finally {
            faults.ofStraysAnswer(turn);
        }
    }

    /** A request may come in several pieces, which follow each other at once. */
    private byte[] whole(InputStream from, byte[] begun) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(begun);
        client.setSoTimeout(PIECE_MILLIS);
        byte[] piece = new byte[16 << 10];
        try {
            for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                whole.write(piece, 0, count);
            }
        } catch (SocketTimeoutException e) {
            // That was all.
        }
        return whole.toByteArray();
    }

    /** Both sides hear at once that it is gone, and what was on its way is lost. */
    void reset() {
        linger(client);
        linger(server);
        close();
    }

    private static void linger(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed, so there is nothing to lose.
        }
    }

    private void close() {
        faults.closed(turn);
        close(client);
        close(server);
        closed.accept(this);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }
}

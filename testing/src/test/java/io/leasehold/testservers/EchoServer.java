package io.leasehold.testservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every line by the same line. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private EchoServer(ServerSocket listening) {
        this.listening = listening;
    }

    static EchoServer started() {
        try {
            EchoServer server = new EchoServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            run(server::accept);
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    String uri() {
        return "echo://127.0.0.1:" + listening.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                run(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
                client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return;
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

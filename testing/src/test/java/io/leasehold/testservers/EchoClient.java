package io.leasehold.testservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends lines, and hears lines. */
final class EchoClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    private EchoClient(Socket socket) throws IOException {
        this.socket = socket;
        this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    static EchoClient to(int port) throws IOException {
        EchoClient client = new EchoClient(new Socket(InetAddress.getLoopbackAddress(), port));
        client.patience(Duration.ofSeconds(20));
        return client;
    }

    void patience(Duration wait) throws IOException {
        socket.setSoTimeout((int) wait.toMillis());
    }

    void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The next line, or null at the end of the connection. */
    String heard() throws IOException {
        return lines.readLine();
    }

    String asked(String line) throws IOException {
        send(line);
        return heard();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

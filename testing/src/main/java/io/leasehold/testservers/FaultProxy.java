package io.leasehold.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between clients and a server on TCP, whatever they speak: counts their round trips, and does to either direction what a test
 * tells it to, from the next bytes on, on connections that are open too. Two daemon threads a connection. Thread-safe.
 *
 * <p>A round trip begins with the first bytes that a client sends on a connection after an answer (or at all).
 */
public final class FaultProxy implements AutoCloseable {
    private static final Pattern URI = Pattern.compile("([^/]*//(?:[^/]*@)?)([^:/?@]+)(?::(\\d+))?(.*)");

    private final String beforeHost;
    private final String afterPort;
    private final InetSocketAddress server;
    private final Faults faults = new Faults();
    private final Set<ProxiedConnection> open = new LinkedHashSet<>();
    private final int port;
    private ServerSocket listening;
    private Thread accepting;

    private FaultProxy(Matcher uri, int usualPort) {
        beforeHost = uri.group(1);
        afterPort = uri.group(4);
        server = new InetSocketAddress(uri.group(2), uri.group(3) == null ? usualPort : Integer.parseInt(uri.group(3)));
        listening = listening(0);
        port = listening.getLocalPort();
        accepting = start(listening);
    }

    /**
     * A proxy before the server of this URI.
     *
     * @param uri {@code anything://user:password@host:port/…}, one host
     * @param usualPort the port if it names none
     */
    public static FaultProxy before(String uri, int usualPort) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the URI must hold //host or //host:port");
        }
        return new FaultProxy(parts, usualPort);
    }

    private static ServerSocket listening(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(loopback(port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    /** The same URI through this proxy. */
    public String uri() {
        return beforeHost + "127.0.0.1:" + port + afterPort;
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** What becomes of requests from now on. */
    public void requests(Fault fault) {
        faults.requests(fault);
    }

    /** What becomes of answers from now on. */
    public void answers(Fault fault) {
        faults.answers(fault);
    }

    /** Nothing comes through in either direction, and nobody hears so; new connections are accepted. */
    public void blackHole() {
        faults.requests(Fault.drop());
        faults.answers(Fault.drop());
    }

    /**
     * The n-th round trip from now on meets these faults, on its connection until the next one there, and no other does. Tells the
     * number anew: what an earlier call asked for is forgotten.
     *
     * @param nth from 1
     */
    public void at(int nth, Fault ofRequest, Fault ofAnswer) {
        faults.at(nth, ofRequest, ofAnswer);
    }

    /**
     * Ends all faults, {@link #at} and {@link #refuse} too; answers whether the round trip told by {@link #at} came. Returns when the
     * server has answered what strayed ({@link Fault#stray}), or after some seconds.
     */
    public boolean mend() {
        boolean met = faults.mend();
        accept();
        return met;
    }

    /** Resets all connections, and refuses new ones. */
    public void refuse() {
        Thread former;
        synchronized (this) {
            close(listening);
            former = accepting;
        }
        ended(former);
        resetAll();
    }

    /** Accepts connections again, where they were refused. */
    public synchronized void accept() {
        if (listening.isClosed()) {
            listening = listening(port);
            accepting = start(listening);
        }
    }

    /** Resets all connections now; new ones are accepted. */
    public void resetAll() {
        connections().forEach(ProxiedConnection::reset);
    }

    /** How many round trips there have been, on all connections, those of logging in too. */
    public long turns() {
        return faults.turns();
    }

    /** The port is free only when nobody waits for a connection there any more. */
    private static void ended(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<ProxiedConnection> connections() {
        return List.copyOf(open);
    }

    private Thread start(ServerSocket socket) {
        Thread thread = new Thread(() -> serve(socket), "fault-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serve(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                accepted(socket, socket.accept());
            } catch (IOException e) {
                // Refused from now on, or the server is out of reach: the client has been cut off.
            }
        }
    }

    private void accepted(ServerSocket socket, Socket client) throws IOException {
        ProxiedConnection connection = new ProxiedConnection(client, faults, this::forget);
        synchronized (this) {
            if (socket.isClosed()) {
                connection.reset();
                return;
            }
            open.add(connection);
        }
        connection.start(server);
    }

    private synchronized void forget(ProxiedConnection connection) {
        open.remove(connection);
    }

    /** Resets all connections. */
    @Override
    public void close() {
        refuse();
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package uk.childpathways.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy as plain as can be: each connection goes to one node after the other, past one that does not answer. */
final class RoundRobin implements AutoCloseable {

    private final ServerSocket door;
    private final int[] nodes;
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService pool = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    });

    RoundRobin(int... nodes) throws IOException {
        this.nodes = nodes;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        pool.submit(() -> {
            while (!door.isClosed()) {
                Socket client = door.accept();
                pool.submit(() -> serve(client));
            }
            return null;
        });
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve(Socket client) {
        for (int attempt = 0; attempt < nodes.length; attempt++) {
            Socket node = new Socket();
            try {
                node.connect(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(),
                                nodes[Math.floorMod(next.getAndIncrement(), nodes.length)]),
                        2_000);
                pool.submit(() -> pass(client, node));
                pass(node, client);
                return;
            } catch (IOException notThisOne) {
                close(node);
            }
        }
        close(client);
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException ended) {
            // One side has gone: the other is told by being closed.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        pool.shutdownNow();
    }
}

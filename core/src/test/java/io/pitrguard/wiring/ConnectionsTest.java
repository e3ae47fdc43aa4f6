package io.pitrguard.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** A proxy on loopback sees exactly the requests that the variables send there. */
class ConnectionsTest {
    static {
        // Sets the JDK's options, as every process of the product does.
        new AwsClients(Region.EU_WEST_1, builder -> {}).close();
    }

    private final List<String> seen = new ArrayList<>();
    private final HttpServer proxy = proxy();

    @BeforeEach
    void start() {
        proxy.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
    }

    @Test
    void asksTheProxyOfTheEnvironment() throws IOException {
        HttpURLConnection connection = open("http://table.test/", "u:p@", "");

        assertThat(connection.getResponseCode()).isEqualTo(204);
        assertThat(seen).containsExactly("http://table.test/ Basic dTpw");
        assertThat(connection.getConnectTimeout()).isEqualTo(2000);
        assertThat(connection.getReadTimeout()).isEqualTo(4000);
    }

    @Test
    void doesNotAskTheProxyForExemptedHosts() throws IOException {
        HttpURLConnection connection =
                open("http://127.0.0.1:" + proxy.getAddress().getPort() + "/direct", "", "127.0.0.1");

        assertThat(connection.getResponseCode()).isEqualTo(204);
        assertThat(seen).containsExactly("/direct null");
        assertThat(connection.usingProxy()).isFalse();
    }

    /** A tunnel asks for the password; a header would reach AWS. */
    @Test
    void logsInToTheProxyOfTunnelOnce() throws IOException {
        try (ServerSocket tunnel = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(tunnel));
            Map<String, String> environment = Map.of("HTTPS_PROXY", "http://u:p@127.0.0.1:" + tunnel.getLocalPort());
            HttpURLConnection connection = new Connections(
                            EnvironmentProxies.of(environment, ""), Duration.ofSeconds(2), Duration.ofSeconds(4))
                    .open(URI.create("https://table.test/"));

            assertThat(connection.getRequestProperties()).doesNotContainKey("Proxy-Authorization");
            assertThatThrownBy(connection::getInputStream).hasMessageContaining("407");
        }
        assertThat(seen).containsExactly("null", "Proxy-authorization: Basic dTpw");
    }

    private void refuse(ServerSocket tunnel) {
        for (int i = 0; i < 2; i++) {
            try (Socket socket = tunnel.accept()) {
                String request = new String(socket.getInputStream().readNBytes(1), UTF_8)
                        + new String(
                                socket.getInputStream()
                                        .readNBytes(socket.getInputStream().available()),
                                UTF_8);
                seen.add(request.lines()
                        .filter(line -> line.startsWith("Proxy-authorization"))
                        .findFirst()
                        .orElse("null"));
                socket.getOutputStream()
                        .write(("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                        + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private HttpURLConnection open(String address, String user, String noProxy) {
        Map<String, String> environment =
                Map.of("HTTP_PROXY", user + "127.0.0.1:" + proxy.getAddress().getPort(), "NO_PROXY", noProxy);
        return new Connections(EnvironmentProxies.of(environment, ""), Duration.ofSeconds(2), Duration.ofSeconds(4))
                .open(URI.create(address));
    }

    private static HttpServer proxy() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

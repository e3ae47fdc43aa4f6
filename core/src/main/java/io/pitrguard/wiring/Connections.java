package io.pitrguard.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the connections to AWS, each directly or through the proxy that the environment names for it. */
record Connections(EnvironmentProxies proxies, Duration connectTimeout, Duration answerTimeout) {
    /** Opens a connection; the SDK configures and makes the request. */
    HttpURLConnection open(URI address) {
        Optional<EnvironmentProxies.Route> route = proxies.of(address);
        try {
            URLConnection opened = route.isPresent()
                    ? address.toURL().openConnection(route.get().proxy())
                    : address.toURL().openConnection();
            if (!(opened instanceof HttpURLConnection connection)) {
                throw new IOException("no HTTP address: " + address);
            }
            route.flatMap(EnvironmentProxies.Route::login).ifPresent(login -> logIn(connection, address, login));
            connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
            connection.setReadTimeout(Math.toIntExact(answerTimeout.toMillis()));
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A header would reach AWS through a tunnel; without one, the JDK cannot repeat a request that it streams. */
    private static void logIn(HttpURLConnection connection, URI address, String login) {
        if ("http".equals(address.getScheme())) {
            String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            connection.addRequestProperty("Proxy-Authorization", "Basic " + basic);
        } else {
            connection.setAuthenticator(new ProxyLogin(login));
        }
    }

    /** Logs in to the proxy once: it would refuse the same password again. */
    private static final class ProxyLogin extends Authenticator {
        private final String login;
        private boolean tried;

        ProxyLogin(String login) {
            this.login = login;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (tried || getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            tried = true;
            String[] parts = login.split(":", 2);
            return new PasswordAuthentication(parts[0], (parts.length < 2 ? "" : parts[1]).toCharArray());
        }
    }
}

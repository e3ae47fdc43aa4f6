package io.pitrguard.wiring;

import io.pitrguard.config.SettingsException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The proxies of HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as curl and the AWS CLI read them; the SDK takes HTTP_PROXY for
 * both, and knows neither {@code NO_PROXY=.domain} nor {@code HTTP_PROXY=host:port}.
 */
final class EnvironmentProxies {
    /**
     * A proxy.
     *
     * @param login user and password, as "user:password"; empty where the variable has none
     */
    record Route(Proxy proxy, Optional<String> login) {}

    private static final int DEFAULT_PORT = 80;

    private final Optional<Route> http;
    private final Optional<Route> https;
    private final List<Pattern> direct;

    private EnvironmentProxies(Optional<Route> http, Optional<Route> https, List<Pattern> direct) {
        this.http = http;
        this.https = https;
        this.direct = List.copyOf(direct);
    }

    /**
     * Reads the variables.
     *
     * @param direct hosts that the process itself exempts, as in the system property {@code http.nonProxyHosts}
     * @throws SettingsException if one names no proxy
     */
    static EnvironmentProxies of(Map<String, String> environment, String direct) {
        return new EnvironmentProxies(
                route(environment, "http_proxy"),
                route(environment, "https_proxy"),
                Stream.concat(
                                Arrays.stream(text(environment, "no_proxy")
                                        .map(Setting::value)
                                        .orElse("")
                                        .split("[,\\s]+")),
                                Arrays.stream(direct.split("\\|")))
                        .filter(host -> !host.isBlank())
                        .map(EnvironmentProxies::pattern)
                        .toList());
    }

    /** Returns the proxy for this address; empty where there is none. */
    Optional<Route> of(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        String withPort = host + ":" + address.getPort();
        return direct.stream()
                        .anyMatch(pattern -> pattern.matcher(host).matches()
                                || pattern.matcher(withPort).matches())
                ? Optional.empty()
                : "http".equals(address.getScheme()) ? http : https;
    }

    /** A domain, with or without a leading dot, stands for itself and for all names below it. */
    private static Pattern pattern(String entry) {
        String name = entry.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
        String wild = Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile("(?:.+\\.)?" + wild);
    }

    private record Setting(String name, String value) {}

    /** The lower case comes first, as everywhere. */
    private static Optional<Setting> text(Map<String, String> environment, String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .filter(key -> !environment.getOrDefault(key, "").isBlank())
                .findFirst()
                .map(key -> new Setting(key, environment.getOrDefault(key, "").strip()));
    }

    private static Optional<Route> route(Map<String, String> environment, String name) {
        return text(environment, name).map(EnvironmentProxies::route);
    }

    private static Route route(Setting setting) {
        String value = setting.value();
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("no host");
            }
            Proxy.Type type = uri.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
            int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
            return new Route(
                    new Proxy(type, InetSocketAddress.createUnresolved(uri.getHost(), port)),
                    Optional.ofNullable(uri.getUserInfo()));
        } catch (IllegalArgumentException e) {
            // The value may hold a password.
            throw new SettingsException(
                    setting.name() + " is not the address of a proxy. Write it as http://host:port, or unset it.");
        }
    }
}

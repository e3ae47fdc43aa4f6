package io.pitrguard.sandbox.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;

/**
 * The client that polls the Runtime API for events and passes them to a function.
 *
 * @param jars its class path, which the function sees too
 * @param mainClass takes the handler as its argument
 */
public record RuntimeClient(List<Path> jars, String mainClass) {

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    // One class of each jar that the client is made of. Lambda too keeps these apart from the function's own.
    private static final List<String> CLASSES = List.of(
            MAIN,
            "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");
    private static final String LIBRARY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /** Copies. */
    public RuntimeClient {
        jars = List.copyOf(jars);
    }

    /**
     * AWS's own, {@code aws-lambda-java-runtime-interface-client}, as found on this JVM's class path.
     *
     * @throws IllegalStateException when it is not there
     */
    public static RuntimeClient ofAws() {
        return new RuntimeClient(
                CLASSES.stream().map(RuntimeClient::jar).distinct().toList(), MAIN);
    }

    /**
     * Unpacks the client's native library into a folder and returns the JVM flag that names it; empty when it has none
     * for this machine. By itself the client unpacks it into one file below /tmp, on which two processes that start at
     * once would trip.
     */
    Optional<String> unpackLibrary(Path folder) {
        try (InputStream library = RuntimeClient.class.getResourceAsStream(libraryName())) {
            if (library == null || !mainClass.equals(MAIN)) {
                return Optional.empty();
            }
            Path file = folder.resolve("libaws-lambda-jni.so");
            Files.copy(library, file);
            return Optional.of("-D" + LIBRARY + "=" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String libraryName() {
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch_64";
            default -> "none";
        };
        String libc = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
        return "/jni/libaws-lambda-jni." + libc + "-" + machine + ".so";
    }

    private static Path jar(String className) {
        try {
            Class<?> type = Class.forName(className, false, RuntimeClient.class.getClassLoader());
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("aws-lambda-java-runtime-interface-client is not on the class path", e);
        }
    }
}

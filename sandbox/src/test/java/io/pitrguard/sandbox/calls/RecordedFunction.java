package io.pitrguard.sandbox.calls;

import io.pitrguard.sandbox.calls.RecordedCall.Deployment;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** Has a function record its calls in a process of its own: the recorder is put beside its package, which holds none. */
public final class RecordedFunction {
    private static final String REGISTRATION = "software/amazon/awssdk/global/handlers/execution.interceptors";
    private static final List<Class<?>> RECORDER = List.of(
            CallRecorder.class,
            CallRecorder.Origin.class,
            CallFile.class,
            ClientOwner.class,
            ClientOwner.Kind.class,
            NamedResource.class,
            RecordedCall.class,
            RecordedCall.Access.class,
            Deployment.class);

    private RecordedFunction() {}

    /** Gives the function as it records, where this JVM records, too; otherwise the function as it is. */
    public static LambdaFunction of(LambdaFunction function) {
        String folder = System.getProperty(CallRecorder.FOLDER);
        if (folder == null) {
            return function;
        }
        copy(REGISTRATION, function.taskRoot());
        RECORDER.forEach(type -> copy(type.getName().replace('.', '/') + ".class", function.taskRoot()));
        return function.withJvmFlag(
                "-D" + CallRecorder.FOLDER + "=" + Path.of(folder).toAbsolutePath());
    }

    private static void copy(String resource, Path taskRoot) {
        Path target = taskRoot.resolve(resource);
        try (InputStream bytes = RecordedFunction.class.getClassLoader().getResourceAsStream(resource)) {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(Objects.requireNonNull(bytes, resource), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

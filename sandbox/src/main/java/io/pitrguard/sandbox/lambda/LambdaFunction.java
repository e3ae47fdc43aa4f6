package io.pitrguard.sandbox.lambda;

import io.pitrguard.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A function as it would be deployed.
 *
 * @param taskRoot the unzipped package: classes at the root, jars below {@code lib}
 * @param handler the class
 * @param functionArn where it runs, as the function itself sees it
 * @param environment what its configuration sets, beside what Lambda itself sets
 * @param jvmFlags beside those that Lambda itself sets
 */
public record LambdaFunction(
        Path taskRoot, String handler, String functionArn, Map<String, String> environment, List<String> jvmFlags) {

    /** Copies. */
    public LambdaFunction {
        environment = Map.copyOf(environment);
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** Returns a function of the sandbox's account and home region that takes the sandbox for AWS. */
    public static LambdaFunction in(Sandbox sandbox, Path taskRoot, String handler) {
        String arn = "arn:aws:lambda:%s:%s:function:sandbox".formatted(sandbox.region(), sandbox.account());
        return new LambdaFunction(
                taskRoot,
                handler,
                arn,
                Map.of("AWS_ENDPOINT_URL", sandbox.endpoint().toString()),
                List.of());
    }

    /** Returns a copy with one more variable. */
    public LambdaFunction with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new LambdaFunction(taskRoot, handler, functionArn, more, jvmFlags);
    }

    /** Returns a copy with one more flag of the JVM. */
    public LambdaFunction withJvmFlag(String flag) {
        List<String> more = new ArrayList<>(jvmFlags);
        more.add(flag);
        return new LambdaFunction(taskRoot, handler, functionArn, environment, more);
    }

    String region() {
        return functionArn.split(":", -1)[3];
    }
}

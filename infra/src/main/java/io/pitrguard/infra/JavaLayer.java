package io.pitrguard.infra;

import java.util.List;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/** A layer for the functions' runtime and processor. */
final class JavaLayer {
    private JavaLayer() {}

    /** Creates the layer in a construct of its own. */
    static LayerVersion in(Construct scope, Code code, String description) {
        return LayerVersion.Builder.create(scope, "Layer")
                .code(code)
                .description(description)
                .compatibleRuntimes(List.of(Runtime.JAVA_25))
                .compatibleArchitectures(List.of(Architecture.ARM_64))
                .build();
    }
}

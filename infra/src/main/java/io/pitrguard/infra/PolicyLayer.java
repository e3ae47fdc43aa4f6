package io.pitrguard.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.constructs.Construct;

/** The policy as a layer, so that another policy is not another package (docs/adr/0009). */
final class PolicyLayer extends Construct {
    /** Where functions find the policy. */
    static final String POLICY_FILE = "/opt/pitr-guard/policy.yaml";

    private final LayerVersion layer;

    PolicyLayer(Construct scope, String id, DeliveredPolicy policy) {
        super(scope, id);
        layer = JavaLayer.in(
                this, Code.fromAsset(folder(policy).toString()), "Policy of pitr-guard, SHA-256 " + policy.digest());
    }

    ILayerVersion layer() {
        return layer;
    }

    /** The CDK copies the folder when it synthesizes. Lambda's user must be able to read it, whatever the umask. */
    private static Path folder(DeliveredPolicy policy) {
        try {
            Path folder = Files.createTempDirectory("pitr-guard-policy");
            folder.toFile().deleteOnExit();
            Path inner = Files.createDirectory(folder.resolve("pitr-guard"));
            inner.toFile().deleteOnExit();
            Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path copy = Files.copy(policy.file(), inner.resolve("policy.yaml"));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            copy.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

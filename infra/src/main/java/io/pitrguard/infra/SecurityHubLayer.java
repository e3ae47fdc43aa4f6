package io.pitrguard.infra;

import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.constructs.Construct;

/** The SDK for Security Hub as a layer: a quarter of the package, which only those need who use it (docs/adr/0006). */
final class SecurityHubLayer extends Construct {
    /** The file beside the functions' package. */
    static final String FILE = "pitr-guard-security-hub.zip";

    private final LayerVersion layer;

    SecurityHubLayer(Construct scope, String id, Code code) {
        super(scope, id);
        layer = JavaLayer.in(this, code, "AWS SDK for Security Hub, for pitr-guard");
    }

    ILayerVersion layer() {
        return layer;
    }
}

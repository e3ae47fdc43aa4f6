package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.Encryption;
import io.pitrguard.sandbox.wire.Input;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Encryption as requests give it (API reference, SSESpecification). */
final class EncryptionInput {

    /** The key of DynamoDB in the account, which a request without a key means. */
    private static final String MANAGED = "alias/aws/dynamodb";

    private EncryptionInput() {}

    /** Returns the encryption that a member asks for; empty when the member is missing. */
    static Optional<Encryption> of(Input input, String member, AccountRegion location) {
        return input.structure(member).map(specification -> encryption(specification, location));
    }

    private static Encryption encryption(Input specification, AccountRegion location) {
        specification
                .text("SSEType")
                .ifPresent(type -> IndexInput.requireOneOf(type, "sSESpecification.sSEType", Set.of("KMS", "AES256")));
        Optional<String> key = specification.text("KMSMasterKeyId");
        if (!specification.flag("Enabled").orElse(false)) {
            if (key.isPresent()) {
                throw Errors.validation(IndexInput.INVALID
                        + "KMSMasterKeyId must not be specified if server-side encryption is not enabled");
            }
            return Encryption.AWS_OWNED;
        }
        return new Encryption(arn(key.orElse(MANAGED), location));
    }

    // There is no KMS in the sandbox: an alias stands for a key of its own.
    private static String arn(String key, AccountRegion location) {
        if (key.startsWith("arn:") && !key.contains(":alias/")) {
            return key;
        }
        String alias = key.contains("alias/") ? key.substring(key.indexOf("alias/")) : "";
        String id = alias.isEmpty()
                ? key
                : UUID.nameUUIDFromBytes(alias.getBytes(UTF_8)).toString();
        return location.key(id);
    }
}

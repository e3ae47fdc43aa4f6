package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Bucket;
import io.pitrguard.sandbox.state.StoredObject;
import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.RestXmlProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The operations of S3 on single objects. */
final class ObjectOperations {

    private static final int NO_CONTENT = 204;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_IMPLEMENTED = 501;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private ObjectOperations() {}

    static ObjectNode createBucket(Input input, Account account) {
        String name = name(input);
        if (!account.buckets().create(name, account.location().account())) {
            throw new ServiceError("BucketAlreadyExists", "The requested bucket name is not available.", CONFLICT);
        }
        return headers(Json.object().put("Location", "/" + name));
    }

    /** Of the two states that a bucket's versioning can be given, the sandbox knows that it is on. */
    static ObjectNode putVersioning(Input input, Account account) {
        String asked = Bytes.of(((BinaryNode) input.members().get(S3.BODY)).binaryValue())
                .text();
        if (!asked.contains("<Status>Enabled</Status>")) {
            throw new ServiceError("NotImplemented", "the sandbox cannot suspend versioning", NOT_IMPLEMENTED);
        }
        bucket(input, account).keepVersions();
        return Json.object();
    }

    /** Whether the bucket locks its objects: the sandbox only shows it. */
    static ObjectNode getLock(Input input, Account account) {
        Bucket.Lock lock = bucket(input, account)
                .lock()
                .orElseThrow(() -> new ServiceError(
                                "ObjectLockConfigurationNotFoundError",
                                "Object Lock configuration does not exist for this bucket",
                                NOT_FOUND)
                        .with(Json.object().put("BucketName", name(input))));
        ObjectNode answer = Json.object().put("ObjectLockEnabled", "Enabled");
        if (!lock.mode().isEmpty()) {
            answer.putObject("Rule")
                    .putObject("DefaultRetention")
                    .put("Mode", lock.mode())
                    .put(lock.unit(), lock.amount());
        }
        return answer;
    }

    static ObjectNode put(Input input, Account account) {
        byte[] content = ((BinaryNode) input.members().get(S3.BODY)).binaryValue();
        StoredObject stored = store(
                input,
                account,
                new StoredObject(Bytes.of(content), input.text(S3.CONTENT_TYPE).orElseThrow(), account.now()));
        return headers(identified(Json.object().put("ETag", stored.eTag()), stored));
    }

    private static ObjectNode identified(ObjectNode headers, StoredObject object) {
        object.version().ifPresent(id -> headers.put("x-amz-version-id", id));
        return headers;
    }

    /** Of the conditional writes, S3 knows "only if there is none", which is spelt with an asterisk. */
    private static StoredObject store(Input input, Account account, StoredObject object) {
        Bucket bucket = bucket(input, account);
        String key = input.text(S3.KEY).orElseThrow();
        Optional<String> unless = input.text(S3.IF_NONE_MATCH);
        if (unless.isEmpty()) {
            return bucket.put(key, object);
        }
        if (!unless.get().equals("*")) {
            throw new ServiceError(
                    "NotImplemented",
                    "A header you provided implies functionality that is not implemented",
                    NOT_IMPLEMENTED);
        }
        return bucket.putNew(key, object)
                .orElseThrow(() -> new ServiceError(
                                "PreconditionFailed",
                                "At least one of the pre-conditions you specified did not hold",
                                PRECONDITION_FAILED)
                        .with(Json.object().put("Condition", "If-None-Match")));
    }

    static ObjectNode get(Input input, Account account) {
        StoredObject object = object(input, bucket(input, account));
        ObjectNode answer = headers(identified(
                Json.object()
                        .put("ETag", object.eTag())
                        .put("Content-Type", object.contentType())
                        .put("Last-Modified", DATE.format(object.lastModified())),
                object));
        answer.put(RestXmlProtocol.PAYLOAD, object.content().content());
        return answer;
    }

    private static StoredObject object(Input input, Bucket bucket) {
        String key = input.text(S3.KEY).orElseThrow();
        Optional<String> version = input.text(S3.VERSION_ID);
        return version.map(id -> bucket.find(key, id))
                .orElseGet(() -> bucket.find(key))
                .orElseThrow(() -> version.isPresent()
                        ? new ServiceError("NoSuchVersion", "The specified version does not exist.", NOT_FOUND)
                                .with(Json.object().put("Key", key))
                        : new ServiceError("NoSuchKey", "The specified key does not exist.", NOT_FOUND)
                                .with(Json.object().put("Key", key)));
    }

    /** S3 answers alike whether there was such an object or not. */
    static ObjectNode delete(Input input, Account account) {
        Bucket bucket = bucket(input, account);
        String key = input.text(S3.KEY).orElseThrow();
        input.text(S3.VERSION_ID).ifPresentOrElse(version -> bucket.delete(key, version), () -> bucket.delete(key));
        return Json.object().put(RestXmlProtocol.STATUS, NO_CONTENT);
    }

    /** Returns the bucket that a request names; another account's is refused, as where its policy says nothing. */
    static Bucket bucket(Input input, Account account) {
        String name = name(input);
        Bucket bucket = account.buckets()
                .find(name)
                .orElseThrow(() -> new ServiceError("NoSuchBucket", "The specified bucket does not exist", NOT_FOUND)
                        .with(Json.object().put("BucketName", name)));
        if (!bucket.owner().equals(account.location().account())) {
            throw new ServiceError("AccessDenied", "Access Denied", FORBIDDEN);
        }
        return bucket;
    }

    private static String name(Input input) {
        return input.text(S3.BUCKET).orElse("");
    }

    private static ObjectNode headers(ObjectNode headers) {
        ObjectNode answer = Json.object();
        answer.set(RestXmlProtocol.HEADERS, headers);
        return answer;
    }
}

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

/** The operations of S3 on single objects. */
final class ObjectOperations {

    private static final int NO_CONTENT = 204;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
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

    static ObjectNode put(Input input, Account account) {
        byte[] content = ((BinaryNode) input.members().get(S3.BODY)).binaryValue();
        StoredObject object =
                new StoredObject(Bytes.of(content), input.text(S3.CONTENT_TYPE).orElseThrow(), account.now());
        bucket(input, account).put(input.text(S3.KEY).orElseThrow(), object);
        return headers(Json.object().put("ETag", object.eTag()));
    }

    static ObjectNode get(Input input, Account account) {
        String key = input.text(S3.KEY).orElseThrow();
        StoredObject object = bucket(input, account)
                .find(key)
                .orElseThrow(() -> new ServiceError("NoSuchKey", "The specified key does not exist.", NOT_FOUND)
                        .with(Json.object().put("Key", key)));
        ObjectNode answer = headers(Json.object()
                .put("ETag", object.eTag())
                .put("Content-Type", object.contentType())
                .put("Last-Modified", DATE.format(object.lastModified())));
        answer.put(RestXmlProtocol.PAYLOAD, object.content().content());
        return answer;
    }

    /** S3 answers alike whether there was such an object or not. */
    static ObjectNode delete(Input input, Account account) {
        bucket(input, account).delete(input.text(S3.KEY).orElseThrow());
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

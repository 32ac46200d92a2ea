package uk.childpathways.safekeeping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import uk.childpathways.storage.OwnerOnly;

/** The key that signs anchors (Ed25519), in a file outside the database that is made when it is first needed. */
final class AnchorKey {

    private static final String ED25519 = "Ed25519";

    private final PrivateKey key;
    private final String publicKey;

    private AnchorKey(PrivateKey key, String publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    static AnchorKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                KeyPair made = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
                OwnerOnly.write(
                        file,
                        "# Signs the anchors of the record: the private key, then the public one.\n"
                                + base64(made.getPrivate().getEncoded()) + "\n"
                                + base64(made.getPublic().getEncoded()) + "\n");
            }
            List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            return new AnchorKey(
                    KeyFactory.getInstance(ED25519)
                            .generatePrivate(new PKCS8EncodedKeySpec(
                                    Base64.getDecoder().decode(lines.get(0).strip()))),
                    lines.get(1).strip());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "The key that signs anchors cannot be read from " + file
                            + " (PATHWAYS_ANCHOR_KEY_FILE). Put it back, or take the file away: a new key is made,"
                            + " and earlier anchors are then verified with the public key that you kept.",
                    e);
        }
    }

    String publicKey() {
        return publicKey;
    }

    Anchor sign(Anchor anchor) {
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initSign(key);
            signature.update(anchor.toSign().getBytes(StandardCharsets.UTF_8));
            return anchor.signed(base64(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the signature fits the public key that the anchor names; whose key that is, is another question. */
    static boolean fits(Anchor anchor) {
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initVerify(KeyFactory.getInstance(ED25519)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(anchor.publicKey()))));
            signature.update(anchor.toSign().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(anchor.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

package pe.gob.muniporvenir.auxilio.host;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What classes have, in the words of JNI: names with slashes, types as the class file spells them.
 * No class is initialised, for Android's own need a system for it.
 */
public final class Members {
    private static final String CONSTRUCTOR = "<init>";

    private Members() {}

    /** Whether the class, or one that it inherits from, has this method of objects. */
    public static boolean hasMethod(String owner, String name, String signature)
            throws ClassNotFoundException {
        return methods(owner, name, signature).anyMatch(it -> !Modifier.isStatic(it.getModifiers()));
    }

    /** Whether the class has this method of its own. */
    public static boolean hasStaticMethod(String owner, String name, String signature)
            throws ClassNotFoundException {
        return methods(owner, name, signature).anyMatch(it -> Modifier.isStatic(it.getModifiers()));
    }

    public static boolean hasConstructor(String owner, String name, String signature)
            throws ClassNotFoundException {
        return name.equals(CONSTRUCTOR)
                && Arrays.stream(named(owner).getDeclaredConstructors())
                        .anyMatch(it -> signature(it).equals(signature));
    }

    public static boolean hasStaticField(String owner, String name, String signature)
            throws ClassNotFoundException {
        return Arrays.stream(named(owner).getDeclaredFields())
                .anyMatch(it -> it.getName().equals(name)
                        && it.getType().descriptorString().equals(signature)
                        && Modifier.isStatic(it.getModifiers()));
    }

    /** A constant's value. */
    public static int number(String owner, String name) throws ReflectiveOperationException {
        Field field = named(owner).getDeclaredField(name);
        field.setAccessible(true);
        return field.getInt(null);
    }

    /** The class' own methods that are written elsewhere: {@code name signature}. */
    public static String[] natives(String owner) throws ClassNotFoundException {
        return Arrays.stream(named(owner).getDeclaredMethods())
                .filter(it -> Modifier.isNative(it.getModifiers()))
                .map(Members::line)
                .toArray(String[]::new);
    }

    /**
     * What the class shows and nobody in Java asks for: everything public that neither Android
     * calls (a method of a class or interface of its own; a component's constructor) nor the
     * compiler made.
     */
    public static String[] forRust(String owner) throws ClassNotFoundException {
        Class<?> declaring = named(owner);
        if (!Modifier.isPublic(declaring.getModifiers())) {
            return new String[0];
        }
        List<String> lines = new ArrayList<>();
        for (Method method : declaring.getDeclaredMethods()) {
            if (isPublic(method) && !isInherited(declaring, method)) {
                lines.add(line(method));
            }
        }
        for (Constructor<?> constructor : declaring.getDeclaredConstructors()) {
            // Android makes components itself, and only so.
            boolean isAndroids = constructor.getParameterCount() == 0
                    && declaring.getSuperclass() != Object.class;
            if (isPublic(constructor) && !isAndroids) {
                lines.add(CONSTRUCTOR + " " + signature(constructor));
            }
        }
        return lines.toArray(new String[0]);
    }

    private static Class<?> named(String owner) throws ClassNotFoundException {
        return Class.forName(owner.replace('/', '.'), false, Members.class.getClassLoader());
    }

    private static Stream<Method> methods(String owner, String name, String signature)
            throws ClassNotFoundException {
        return lineage(named(owner))
                .flatMap(it -> Arrays.stream(it.getDeclaredMethods()))
                .filter(it -> it.getName().equals(name) && signature(it).equals(signature));
    }

    /** The class, and all that it inherits from. */
    private static Stream<Class<?>> lineage(Class<?> of) {
        if (of == null) {
            return Stream.empty();
        }
        Stream<Class<?>> interfaces = Arrays.stream(of.getInterfaces()).flatMap(Members::lineage);
        return Stream.of(Stream.<Class<?>>of(of), lineage(of.getSuperclass()), interfaces)
                .flatMap(it -> it);
    }

    private static boolean isInherited(Class<?> declaring, Method method) {
        return lineage(declaring)
                .filter(it -> it != declaring)
                .flatMap(it -> Arrays.stream(it.getDeclaredMethods()))
                .anyMatch(it -> it.getName().equals(method.getName())
                        && Arrays.equals(it.getParameterTypes(), method.getParameterTypes()));
    }

    private static boolean isPublic(Executable it) {
        return Modifier.isPublic(it.getModifiers()) && !it.isSynthetic();
    }

    private static String line(Method method) {
        return method.getName() + " " + signature(method);
    }

    private static String signature(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    private static String signature(Constructor<?> constructor) {
        return MethodType.methodType(void.class, constructor.getParameterTypes())
                .toMethodDescriptorString();
    }
}

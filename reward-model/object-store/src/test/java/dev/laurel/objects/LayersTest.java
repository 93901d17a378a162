package dev.laurel.objects;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.laurel.objects", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule knowsFilesAndS3Only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.laurel.objects..", "java..", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksToS3 = noClasses()
            .that()
            .doNotHaveSimpleName("ObjectStore")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");
}

namespace Annona.Linkage.Generate;

/// <summary>Common Armenian names in their own letters, the commoner ones first, and invented places.</summary>
static class NameLists
{
    public static readonly string[] Men = Words(
        """
        Արմեն Արամ Կարեն Գագիկ Սամվել Հայկ Տիգրան Դավիթ Արթուր Արտակ Գևորգ Հակոբ Վահան Հովհաննես Սուրեն Աշոտ
        Արսեն Գրիգոր Էդգար Էդուարդ Լևոն Նարեկ Կարապետ Մանվել Միքայել Մկրտիչ Ռուբեն Սարգիս Վարդան Վազգեն
        Արտաշես Բագրատ Երվանդ Զավեն Թաթուլ Խաչատուր Համլետ Հրանտ Հրաչյա Մարտին Մհեր Մովսես Մուշեղ Ներսես Նորայր
        Շահեն Պարույր Պետրոս Ռաֆայել Ռոբերտ Սերգեյ Սիմոն Սլավիկ Սպարտակ Ստեփան Վաղարշակ Վաչագան Վիգեն Վլադիմիր
        Օնիկ Ալեքսանդր Անդրանիկ Անատոլի Բենիամին Գարիկ Գեղամ Դանիել Երեմ Ժորա Իշխան Կամո Հենրիկ Մաքսիմ Նվեր
        Սասուն Վահե Ֆելիքս Աբգար Ալբերտ Արկադի Բորիս Գուրգեն Էրիկ Թորոս Լեռնիկ Հարություն Մելիք Ջիվան Ռազմիկ Քրիստափոր
        """);

    public static readonly string[] Women = Words(
        """
        Անի Աննա Մարիամ Լուսինե Գայանե Անահիտ Կարինե Նարինե Լիլիթ Մարինե Անուշ Արմինե Հասմիկ Նունե Իրինա
        Սուսաննա Տաթևիկ Արփինե Աստղիկ Գոհար Դիանա Ելենա Էլեն Էմմա Զարուհի Թամարա Լաուրա Լիանա Հեղինե Հռիփսիմե
        Մանե Մարգարիտա Մարի Մելանյա Միլենա Նաիրա Նանե Նելլի Նվարդ Շողիկ Շուշանիկ Ռիմա Ռուզաննա Ռոզա Սաթենիկ
        Սեդա Սիլվա Սիրանուշ Սոնա Սոֆյա Ստելլա Սվետլանա Վարդուհի Վարսենիկ Օվսաննա Օֆելյա Քնարիկ Արաքսյա Արևիկ Ժաննա
        Էրմինե Թագուհի Լուիզա Հայկուհի Ջեմմա Ռուզան Սյուզաննա Վերոնիկա
        """);

    /// <summary>The stem is what stands before the ending -յան.</summary>
    public static readonly string[] FamilyStems = Words(
        """
        Գրիգոր Սարգս Հարություն Հովհաննիս Խաչատր Հակոբ Պետրոս Վարդան Կարապետ Մկրտչ Ավետիս Ղազար Գևորգ Ստեփան
        Պողոս Մարտիրոս Սահակ Աբրահամ Բաղդասար Մովսիս Դանիել Դավթ Առաքել Ասատր Մինաս Մելքոն Միրզո Մանուկ Մարգար
        Գասպար Գալստ Բաբա Իսրայել Իսկանդար Թովմաս Ադամ Աղաջան Ալեքսան Ալավերդ Այվազ Անտոն Առուստամ Ասր Ավագ
        Արզուման Արշակ Բալա Բարսեղ Բեգլար Գաբրիել Եսա Եղիազար Երեմ Զաքար Զոհրաբ Թադևոս Թամրազ Ժամկոչ Լազար
        Ծատուր Կիրակոս Կոստան Համբարձում Հայրապետ Ղահրաման Ղուկաս Մաթևոս Մալխաս Մեսրոպ Մխիթար Մնացական Նավասարդ
        Նիկողոս Շահին Շահնազար Շիրին Ոսկան Ջհանգիր Ռոստոմ Սարուխան Սաֆար Սիմոն Սողոմոն Սուքիաս Վիրաբ Փարսադան
        Փիրում Քալանթար Քոչար Օհան Օսիպ Մելիք Մուրադ Նազար Ներսիս Պապո Ֆարման Ավանես Արիստակես Արտեմ Բադալ Գյուրջ
        Դալլաք Զարգար Խանզադ Խառատ Հախվերդ Ղարիբ Մուսայել Նաջար Պառավ Ջավադ Սաղաթել Սևո Վանց Տոնո Փանոս Քեշիշ Օրդու
        """);

    /// <summary>Invented places of origin.</summary>
    public static readonly string[] Origins = Words(
        """
        Tolvashen Merikut Oravank Sintaver Khoragil Belushen Narvadzor Tekhavan Ilkashen Vorgelu Dashemir Agherat
        Surnavik Pateren Mokhraget Zelvaran Harsukan Yertolu Chapashen Nimadzor Gelbatan Rushavan Orkhanet Lumarzor
        """);

    /// <summary>Invented places of stay.</summary>
    public static readonly string[] Shelters =
        Words("Nerkaran Vosketap Artamesh Lusadur Hovtak Siravan Gorisat Tavashar");

    static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}

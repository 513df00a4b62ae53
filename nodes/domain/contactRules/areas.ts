/**
 * The states and provinces of the United States and Canada by ISO 3166-2, with their area codes and time zones.
 *
 * Area codes: https://reports.nanpa.com/public/npa_report.csv. Zones: a code is in several when some of its numbers are,
 * by https://github.com/google/libphonenumber/blob/master/resources/timezones/map_data.txt; an overlay has the zones of
 * the codes that it overlays.
 */
export interface Area {
	name: string;
	/** A code of several provinces is listed in each. */
	codes: string;
	/** The first is that of the area codes that nothing else is said of. */
	zones: readonly string[];
	/** Area codes that are in all of the zones. */
	mixed?: string;
	/** Area codes that are in another zone than the first. */
	others?: Readonly<Record<string, readonly string[]>>;
}

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

// One row a line, as the table that it is.
// prettier-ignore
export const AREAS: Readonly<Record<string, Area>> = {
	'US-AL': { name: 'Alabama', codes: '205 251 256 334 483 659 938', zones: [CENTRAL] },
	'US-AK': { name: 'Alaska', codes: '907', zones: ['America/Anchorage', 'America/Adak'], mixed: '907' },
	'US-AZ': { name: 'Arizona', codes: '480 520 602 623 928', zones: ['America/Phoenix', MOUNTAIN], mixed: '928' },
	'US-AR': { name: 'Arkansas', codes: '327 479 501 870', zones: [CENTRAL] },
	'US-CA': { name: 'California', codes: '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951', zones: [PACIFIC] },
	'US-CO': { name: 'Colorado', codes: '303 719 720 748 970 983', zones: [MOUNTAIN] },
	'US-CT': { name: 'Connecticut', codes: '203 475 860 959', zones: [EASTERN] },
	'US-DE': { name: 'Delaware', codes: '302', zones: [EASTERN] },
	'US-DC': { name: 'District of Columbia', codes: '202 771', zones: [EASTERN] },
	'US-FL': { name: 'Florida', codes: '239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954', zones: [EASTERN, CENTRAL], mixed: '448 850' },
	'US-GA': { name: 'Georgia', codes: '229 404 470 478 565 678 706 762 770 912 943', zones: [EASTERN] },
	'US-HI': { name: 'Hawaii', codes: '808', zones: ['Pacific/Honolulu'] },
	'US-ID': { name: 'Idaho', codes: '208 986', zones: [MOUNTAIN, PACIFIC], mixed: '208 986' },
	'US-IL': { name: 'Illinois', codes: '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872', zones: [CENTRAL] },
	'US-IN': { name: 'Indiana', codes: '219 260 317 463 574 765 812 930', zones: [EASTERN, CENTRAL], mixed: '219 574 812 930' },
	'US-IA': { name: 'Iowa', codes: '319 515 563 641 712', zones: [CENTRAL] },
	'US-KS': { name: 'Kansas', codes: '316 620 785 913', zones: [CENTRAL, MOUNTAIN], mixed: '620 785' },
	'US-KY': { name: 'Kentucky', codes: '270 364 502 606 761 859', zones: [EASTERN, CENTRAL], mixed: '270 364 606' },
	'US-LA': { name: 'Louisiana', codes: '225 318 337 457 504 985', zones: [CENTRAL] },
	'US-ME': { name: 'Maine', codes: '207', zones: [EASTERN] },
	'US-MD': { name: 'Maryland', codes: '227 240 301 410 443 667', zones: [EASTERN] },
	'US-MA': { name: 'Massachusetts', codes: '339 351 413 508 617 774 781 857 978', zones: [EASTERN] },
	'US-MI': { name: 'Michigan', codes: '231 248 269 313 517 586 616 679 734 810 906 947 989', zones: [EASTERN, CENTRAL], mixed: '906' },
	'US-MN': { name: 'Minnesota', codes: '218 320 507 612 651 763 924 952', zones: [CENTRAL] },
	'US-MS': { name: 'Mississippi', codes: '228 471 601 662 769', zones: [CENTRAL] },
	'US-MO': { name: 'Missouri', codes: '235 314 417 557 573 636 660 816 975', zones: [CENTRAL] },
	'US-MT': { name: 'Montana', codes: '406', zones: [MOUNTAIN] },
	'US-NE': { name: 'Nebraska', codes: '308 402 531', zones: [CENTRAL, MOUNTAIN], mixed: '308' },
	'US-NV': { name: 'Nevada', codes: '702 725 775', zones: [PACIFIC, MOUNTAIN], mixed: '775' },
	'US-NH': { name: 'New Hampshire', codes: '603', zones: [EASTERN] },
	'US-NJ': { name: 'New Jersey', codes: '201 551 609 640 732 848 856 862 908 973', zones: [EASTERN] },
	'US-NM': { name: 'New Mexico', codes: '505 575', zones: [MOUNTAIN] },
	'US-NY': { name: 'New York', codes: '212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934', zones: [EASTERN] },
	'US-NC': { name: 'North Carolina', codes: '252 336 472 704 743 828 910 919 980 984', zones: [EASTERN] },
	'US-ND': { name: 'North Dakota', codes: '701', zones: [CENTRAL, MOUNTAIN], mixed: '701' },
	'US-OH': { name: 'Ohio', codes: '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937', zones: [EASTERN] },
	'US-OK': { name: 'Oklahoma', codes: '405 539 572 580 918', zones: [CENTRAL] },
	'US-OR': { name: 'Oregon', codes: '458 503 541 971', zones: [PACIFIC, MOUNTAIN], mixed: '458 541' },
	'US-PA': { name: 'Pennsylvania', codes: '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878', zones: [EASTERN] },
	'US-RI': { name: 'Rhode Island', codes: '401', zones: [EASTERN] },
	'US-SC': { name: 'South Carolina', codes: '803 821 839 843 854 864', zones: [EASTERN] },
	'US-SD': { name: 'South Dakota', codes: '605', zones: [CENTRAL, MOUNTAIN], mixed: '605' },
	'US-TN': { name: 'Tennessee', codes: '423 615 629 729 731 865 901 931', zones: [CENTRAL, EASTERN], mixed: '423 729', others: { '865': [EASTERN] } },
	'US-TX': { name: 'Texas', codes: '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979', zones: [CENTRAL, MOUNTAIN], mixed: '432', others: { '915': [MOUNTAIN] } },
	'US-UT': { name: 'Utah', codes: '385 435 801', zones: [MOUNTAIN] },
	'US-VT': { name: 'Vermont', codes: '802', zones: [EASTERN] },
	'US-VA': { name: 'Virginia', codes: '276 434 540 571 686 703 757 804 826 948', zones: [EASTERN] },
	'US-WA': { name: 'Washington', codes: '206 253 360 425 509 564', zones: [PACIFIC] },
	'US-WV': { name: 'West Virginia', codes: '304 681', zones: [EASTERN] },
	'US-WI': { name: 'Wisconsin', codes: '262 274 353 414 534 608 715 920', zones: [CENTRAL] },
	'US-WY': { name: 'Wyoming', codes: '307', zones: [MOUNTAIN] },
	'CA-AB': { name: 'Alberta', codes: '368 403 587 780 825', zones: ['America/Edmonton'] },
	'CA-BC': { name: 'British Columbia', codes: '236 250 257 604 672 778', zones: ['America/Vancouver', 'America/Edmonton', 'America/Dawson_Creek'], mixed: '236 250 257 672 778' },
	'CA-MB': { name: 'Manitoba', codes: '204 431 584', zones: ['America/Winnipeg'] },
	'CA-NB': { name: 'New Brunswick', codes: '428 506', zones: ['America/Moncton'] },
	'CA-NL': { name: 'Newfoundland and Labrador', codes: '709 879', zones: ['America/St_Johns', 'America/Goose_Bay'], mixed: '709 879' },
	'CA-NS': { name: 'Nova Scotia', codes: '782 902', zones: ['America/Halifax'] },
	'CA-NT': { name: 'Northwest Territories', codes: '867', zones: ['America/Edmonton'] },
	'CA-NU': { name: 'Nunavut', codes: '867', zones: ['America/Iqaluit', 'America/Rankin_Inlet', 'America/Edmonton', 'America/Panama'], mixed: '867' },
	'CA-ON': { name: 'Ontario', codes: '226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 942', zones: ['America/Toronto', 'America/Winnipeg'], mixed: '807' },
	'CA-PE': { name: 'Prince Edward Island', codes: '782 902', zones: ['America/Halifax'] },
	'CA-QC': { name: 'Quebec', codes: '263 273 354 367 418 438 450 468 514 579 581 819 873', zones: ['America/Toronto', 'America/Halifax'], mixed: '273 367 418 581' },
	'CA-SK': { name: 'Saskatchewan', codes: '306 474 639', zones: ['America/Regina', 'America/Edmonton'], mixed: '306 474 639' },
	'CA-YT': { name: 'Yukon', codes: '867', zones: ['America/Whitehorse'] },
};
